//! `format(complex, spec)`.

use super::float::{check_precision, format_styled, style_of};
use super::spec::{Align, Sign, Spec, pad, unknown_kind};
use crate::text::float::{Complex, complex_repr};
use crate::text::{Error, Result};

/// `format(value, spec)`.
pub fn format_complex(value: Complex, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return Ok(complex_repr(value));
    }
    let spec = Spec::parse(spec, "complex", Align::Right, None)?;
    let unknown = || unknown_kind(spec.kind.unwrap_or('g'), "complex");
    if spec.kind == Some('%') {
        return Err(unknown());
    }
    let style = style_of(&spec, false).ok_or_else(unknown)?;
    if spec.fill == '0' {
        return Err(Error::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Error::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    check_precision(style.precision)?;
    let part = Spec { width: None, ..spec };
    let signed = Spec { sign: Some(Sign::Plus), ..part };
    // Without a presentation type the form is that of `repr`: no real part where it is zero.
    let like_repr = spec.kind.is_none();
    let bare = like_repr && value.re == 0.0 && value.re.is_sign_positive();
    let text = if bare {
        format!("{}j", format_styled(value.im, &part, style))
    } else {
        let re = format_styled(value.re, &part, style);
        let im = format_styled(value.im, &signed, style);
        if like_repr { format!("({re}{im}j)") } else { format!("{re}{im}j") }
    };
    Ok(pad(&text, text.len(), &spec))
}
