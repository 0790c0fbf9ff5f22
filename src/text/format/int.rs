//! `format(int, spec)`.

use super::grouping::{Number, assemble};
use super::spec::{Align, Spec, pad, unknown_kind};
use crate::text::int::{IntRef, to_decimal, to_float, to_radix};
use crate::text::{Error, Result};

/// `format(value, spec)`; `type_name` is for messages (`int` or `bool`), `limit` is
/// `sys.get_int_max_str_digits()`.
pub fn format_int(value: IntRef, spec: &str, type_name: &str, limit: usize) -> Result<String> {
    if spec.is_empty() {
        return to_decimal(value, limit);
    }
    let spec = Spec::parse(spec, type_name, Align::Right, Some('d'))?;
    match spec.kind {
        Some('c') => format_char(value, &spec),
        Some('b') => format_digits(value, 2, "0b", &spec, limit),
        Some('o') => format_digits(value, 8, "0o", &spec, limit),
        Some('x') => format_digits(value, 16, "0x", &spec, limit),
        Some('X') => format_digits(value, 16, "0X", &spec, limit),
        Some('d' | 'n') => format_digits(value, 10, "", &spec, limit),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            super::float::format_parsed(to_float(value)?, &spec, type_name)
        }
        kind => Err(unknown_kind(kind.unwrap_or('d'), type_name)),
    }
}

fn check_common(spec: &Spec) -> Result<()> {
    if spec.precision.is_some() {
        return Err(Error::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Error::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    Ok(())
}

fn format_char(value: IntRef, spec: &Spec) -> Result<String> {
    check_common(spec)?;
    if spec.sign.is_some() {
        return Err(Error::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Error::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code) = value.small() else {
        return Err(Error::overflow("Python int too large to convert to C long"));
    };
    let code = u32::try_from(code).ok().filter(|&code| code < 0x11_0000);
    let code = code.ok_or_else(|| Error::overflow("%c arg not in range(0x110000)"))?;
    let c = crate::text::string::char_of(code).expect("checked above");
    Ok(pad(c.encode_utf8(&mut [0; 4]), 1, spec))
}

fn format_digits(value: IntRef, radix: u32, prefix: &str, spec: &Spec, limit: usize) -> Result<String> {
    check_common(spec)?;
    let mut text = if radix == 10 { to_decimal(value, limit)? } else { to_radix(value, radix) };
    if spec.kind == Some('X') {
        text.make_ascii_uppercase();
    }
    let number = Number {
        negative: value.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        whole: text.trim_start_matches('-'),
        fraction: "",
        point: false,
        tail: "",
        group: if radix == 10 { 3 } else { 4 },
    };
    Ok(assemble(&number, spec))
}
