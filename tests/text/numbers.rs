//! The operations on numbers that vectors ask for.

use std::cmp::Ordering;

use spawnpoint::text::float::{self, Complex, complex_repr, repr};
use spawnpoint::text::format::{
    Amount, PercentPiece, PercentParser, PercentStyle, format_complex, format_float, format_int,
    percent_char, percent_float, percent_int, percent_text, unsupported_conversion,
};
use spawnpoint::text::hash::{hash_complex, hash_float, hash_int};
use spawnpoint::text::int::{self, ByteOrder, Int, Power};
use spawnpoint::text::string::Text;
use spawnpoint::text::{Error, Result};

use crate::Arguments;

fn show(value: Int) -> String {
    int::to_decimal(value.as_ref(), 0).expect("no limit")
}

fn integer(arguments: &Arguments, at: usize) -> Int {
    int::parse(arguments.text(at), 10, 0).expect("an integer")
}

fn complex(arguments: &Arguments, at: usize) -> Complex {
    Complex::new(arguments.float(at), arguments.float(at + 1))
}

fn pair((a, b): (f64, f64)) -> String {
    format!("({}, {})", repr(a), repr(b))
}

pub fn answer(operation: &str, arguments: &Arguments) -> Option<Result<String>> {
    if let Some(operation) = operation.strip_prefix("float_") {
        return Some(float_answer(operation, arguments));
    }
    if let Some(operation) = operation.strip_prefix("int_") {
        return Some(int_answer(operation, arguments));
    }
    if let Some(operation) = operation.strip_prefix("complex_") {
        return Some(complex_answer(operation, arguments));
    }
    Some(match operation {
        "hash_float" => Ok(hash_float(arguments.float(0), 0).to_string()),
        "hash_int" => Ok(hash_int(integer(arguments, 0).as_ref()).to_string()),
        "hash_complex" => Ok(hash_complex(complex(arguments, 0), 0).to_string()),
        "format_float" => format_float(arguments.float(0), arguments.text(1)),
        "format_int" => format_int(integer(arguments, 0).as_ref(), arguments.text(1), "int", 0),
        "format_complex" => format_complex(complex(arguments, 0), arguments.text(2)),
        "percent_int" => percent(arguments.text(0), &Value::Int(integer(arguments, 1))),
        "percent_float" => percent(arguments.text(0), &Value::Float(arguments.float(1))),
        "percent_str" => percent(arguments.text(0), &Value::Str(arguments.text(1))),
        _ => return None,
    })
}

fn float_answer(operation: &str, arguments: &Arguments) -> Result<String> {
    match operation {
        "parse" => return Ok(repr(float::parse(arguments.text(0))?)),
        "fromhex" => return Ok(repr(float::from_hex(arguments.text(0))?)),
        _ => {}
    }
    let x = arguments.float(0);
    Ok(match operation {
        "repr" => repr(x),
        "hex" => float::to_hex(x),
        "ratio" => {
            let (numerator, denominator) = int::integer_ratio(x)?;
            format!("({}, {})", show(numerator), show(denominator))
        }
        "int" => show(int::from_float(x)?),
        "round_int" => show(float::round_to_int(x)?),
        "round" => repr(float::round(x, arguments.number(1))?),
        "divmod" => pair(float::divmod(x, arguments.float(1))?),
        "exp" => repr(float::exp(x)),
        "log" => repr(float::log(x)),
        "log2" => repr(float::log2(x)),
        "log10" => repr(float::log10(x)),
        "pow" => repr(float::pow_real(x, arguments.float(1))?),
        _ => panic!("no operation float_{operation}"),
    })
}

fn int_answer(operation: &str, arguments: &Arguments) -> Result<String> {
    match operation {
        "parse" => {
            let base = int::check_base(Some(arguments.number(1)))?;
            return Ok(show(int::parse(arguments.text(0), base, 0)?));
        }
        "from_bytes" => {
            let order = ByteOrder::parse(arguments.text(1))?;
            return Ok(show(int::from_bytes(&arguments.bytes(0), order, arguments.flag(2))));
        }
        _ => {}
    }
    let value = integer(arguments, 0);
    let a = value.as_ref();
    Ok(match operation {
        "float" => repr(int::to_float(a)?),
        "bits" => format!("({}, {})", int::bit_length(a), int::bit_count(a)),
        "hex" => [2, 8, 16].map(|radix| int::to_prefixed(a, radix)).join(" "),
        "round" => show(int::round_to_tens(a, arguments.number(1))?),
        "to_bytes" => {
            let order = ByteOrder::parse(arguments.text(2))?;
            let bytes = int::to_bytes(a, arguments.number(1) as usize, order, arguments.flag(3))?;
            bytes.iter().map(|byte| format!("{byte:02x}")).collect()
        }
        "cmp" => match int::cmp_float(a, arguments.float(1)) {
            Some(Ordering::Less) => "<".to_owned(),
            Some(Ordering::Greater) => ">".to_owned(),
            _ => "=".to_owned(),
        },
        "powmod" => {
            show(int::pow_mod(a, integer(arguments, 1).as_ref(), integer(arguments, 2).as_ref())?)
        }
        _ => return binary(operation, &value, &integer(arguments, 1)),
    })
}

fn binary(operation: &str, a: &Int, b: &Int) -> Result<String> {
    let (a, b) = (a.as_ref(), b.as_ref());
    Ok(show(match operation {
        "add" => int::add(a, b),
        "sub" => int::sub(a, b),
        "mul" => int::mul(a, b)?,
        "floordiv" => int::floor_div(a, b)?,
        "mod" => int::modulo(a, b)?,
        "and" => int::and(a, b),
        "or" => int::or(a, b),
        "xor" => int::xor(a, b),
        "shl" => int::shl(a, b)?,
        "shr" => int::shr(a, b)?,
        "truediv" => return Ok(repr(int::true_div(a, b)?)),
        "pow" => match int::pow(a, b)? {
            Power::Int(value) => value,
            Power::Float(value) => return Ok(repr(value)),
        },
        _ => panic!("no operation int_{operation}"),
    }))
}

fn complex_answer(operation: &str, arguments: &Arguments) -> Result<String> {
    if operation == "parse" {
        return Ok(complex_repr(float::complex_parse(arguments.text(0))?));
    }
    let a = complex(arguments, 0);
    Ok(complex_repr(match operation {
        "repr" => a,
        "mul" => float::complex_mul(a, complex(arguments, 2)),
        "div" => float::complex_div(a, complex(arguments, 2))?,
        "pow" => float::complex_pow(a, complex(arguments, 2))?,
        _ => panic!("no operation complex_{operation}"),
    }))
}

enum Value<'a> {
    Int(Int),
    Float(f64),
    Str(&'a str),
}

impl Value<'_> {
    fn type_name(&self) -> &'static str {
        match self {
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
        }
    }

    fn repr(&self) -> String {
        match self {
            Value::Int(value) => show(value.clone()),
            Value::Float(value) => repr(*value),
            Value::Str(value) => spawnpoint::text::quoted(value),
        }
    }
}

/// `form % value` for one value, as a caller of the pieces writes it.
fn percent(form: &str, value: &Value) -> Result<String> {
    let mut result = String::new();
    let mut used = false;
    for piece in PercentParser::new(form, false) {
        let conversion = match piece? {
            PercentPiece::Literal(text) => {
                result.push_str(&text);
                continue;
            }
            PercentPiece::Conversion(conversion) => conversion,
        };
        if std::mem::replace(&mut used, true) {
            return Err(Error::type_("not enough arguments for format string"));
        }
        let given = |amount| match amount {
            Some(Amount::Given(value)) => Some(value),
            _ => None,
        };
        let style = PercentStyle {
            conversion: &conversion,
            width: given(conversion.width).unwrap_or(0),
            precision: given(conversion.precision),
            left: conversion.left,
        };
        result.push_str(&convert(value, &style)?);
    }
    if !used {
        return Err(Error::type_("not all arguments converted during string formatting"));
    }
    Ok(result)
}

fn convert(value: &Value, style: &PercentStyle) -> Result<String> {
    let kind = style.conversion.kind;
    let wrong = |wanted: &str| {
        Err(Error::type_(format!("%{kind} format: {wanted} is required, not {}", value.type_name())))
    };
    match (kind, value) {
        ('s', Value::Str(text)) => Ok(percent_text(Text::new(text), style)),
        ('s' | 'r', _) => Ok(percent_text(Text::new(&value.repr()), style)),
        ('a', Value::Str(text)) => Ok(percent_text(Text::new(&spawnpoint::text::ascii(text)), style)),
        ('c', Value::Int(code)) => {
            let code = code.as_ref().small().and_then(|code| u32::try_from(code).ok());
            let c = code.and_then(char::from_u32);
            Ok(percent_char(c.ok_or_else(|| Error::overflow("%c arg not in range(0x110000)"))?, style))
        }
        ('c', Value::Str(text)) => match text.chars().collect::<Vec<_>>()[..] {
            [c] => Ok(percent_char(c, style)),
            ref chars => Err(Error::type_(format!(
                "%c requires an int or a unicode character, not a string of length {}",
                chars.len()
            ))),
        },
        ('d' | 'i' | 'u' | 'x' | 'X' | 'o', Value::Int(value)) => percent_int(value.as_ref(), style, 0),
        ('d' | 'i' | 'u', _) => wrong("a real number"),
        ('x' | 'X' | 'o', _) => wrong("an integer"),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Value::Float(value)) => percent_float(*value, style),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', _) => {
            Err(Error::type_(format!("must be real number, not {}", value.type_name())))
        }
        _ => Err(unsupported_conversion(style.conversion)),
    }
}
