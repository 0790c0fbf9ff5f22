//! `format(str, spec)`.

use super::spec::{Align, Sign, Spec, pad, unknown_kind};
use crate::text::string::Text;
use crate::text::{Error, Result};

/// `format(text, spec)`.
pub fn format_str(text: Text, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return Ok(text.str.to_owned());
    }
    let spec = Spec::parse(spec, "str", Align::Left, Some('s'))?;
    if let Some(kind) = spec.kind.filter(|&kind| kind != 's') {
        return Err(unknown_kind(kind, "str"));
    }
    check(&spec)?;
    let shown = match spec.precision {
        Some(precision) => Text { str: text.slice(0..precision), ascii: text.ascii },
        None => text,
    };
    Ok(pad(shown.str, shown.len(), &spec))
}

fn check(spec: &Spec) -> Result<()> {
    let refused = match spec {
        Spec { sign: Some(Sign::Space), .. } => "Space not allowed in string format specifier",
        Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
        Spec { no_negative_zero: true, .. } => {
            "Negative zero coercion (z) not allowed in string format specifier"
        }
        Spec { alternate: true, .. } => "Alternate form (#) not allowed in string format specifier",
        Spec { align: Align::AfterSign, .. } => "'=' alignment not allowed in string format specifier",
        _ => return Ok(()),
    };
    Err(Error::value(refused))
}
