//! The operations on strings and bytes that vectors ask for.

use spawnpoint::text::codec::{Encoding, decode, encode};
use spawnpoint::text::format::{Argument, Piece, format_str, parse_template, position_out_of_range};
use spawnpoint::text::string::*;
use spawnpoint::text::{Result, ascii, bytes_repr, quoted};

use crate::Arguments;

fn list<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| quoted(part.as_ref())).collect();
    format!("[{}]", parts.join(", "))
}

fn bytes_list<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| bytes_repr(part.as_ref())).collect();
    format!("[{}]", parts.join(", "))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

pub fn answer(operation: &str, arguments: &Arguments) -> Option<Result<String>> {
    Some(match operation {
        "format_str" => format_str(Text::new(arguments.text(0)), arguments.text(1)),
        "template" => render(&["é", "5", "x"], arguments.text(0)),
        "encode" => encode_answer(arguments),
        "decode" => decode_answer(arguments),
        _ => {
            if let Some(operation) = operation.strip_prefix("str_") {
                return Some(str_answer(operation, arguments));
            }
            return Some(bytes_answer(operation.strip_prefix("bytes_")?, arguments));
        }
    })
}

fn encode_answer(arguments: &Arguments) -> Result<String> {
    let encoding = Encoding::parse(arguments.text(1))?;
    Ok(hex(&encode(arguments.text(0), encoding, arguments.text(2))?))
}

fn decode_answer(arguments: &Arguments) -> Result<String> {
    let encoding = Encoding::parse(arguments.text(1))?;
    decode(&arguments.bytes(0), encoding, arguments.text(2))
}

/// A template with positional strings, as a caller of the pieces writes it.
fn render(values: &[&str], template: &str) -> Result<String> {
    render_pieces(values, &parse_template(template)?)
}

fn render_pieces(values: &[&str], pieces: &[Piece]) -> Result<String> {
    let mut result = String::new();
    for piece in pieces {
        let field = match piece {
            Piece::Literal(text) => {
                result.push_str(text);
                continue;
            }
            Piece::Field(field) => field,
        };
        let Argument::Position(position) = field.first else { panic!("a keyword") };
        let value = values.get(position).ok_or_else(|| position_out_of_range(position))?;
        let value = match field.conversion {
            Some('r') => quoted(value),
            Some('a') => ascii(value),
            _ => (*value).to_owned(),
        };
        let spec = render_pieces(values, &field.spec)?;
        result.push_str(&format_str(Text::new(&value), &spec)?);
    }
    Ok(result)
}

const CLASSES: [Class; 12] = [
    Class::Alnum,
    Class::Alpha,
    Class::Ascii,
    Class::Decimal,
    Class::Digit,
    Class::Identifier,
    Class::Lower,
    Class::Numeric,
    Class::Printable,
    Class::Space,
    Class::Title,
    Class::Upper,
];

fn flags(values: impl IntoIterator<Item = bool>) -> String {
    let values: Vec<&str> = values.into_iter().map(|value| if value { "1" } else { "0" }).collect();
    format!("[{}]", values.join(", "))
}

/// `s[start:stop:step]` with the indices already made positive.
fn stride(text: Text, start: Option<i64>, stop: Option<i64>, step: i64) -> String {
    let len = text.len() as i64;
    let clip = |at: i64| if step > 0 { at.clamp(0, len) } else { at.clamp(-1, len - 1) };
    let resolve = |at: i64| clip(if at < 0 { at + len } else { at });
    let start = start.map_or(if step > 0 { 0 } else { len - 1 }, resolve);
    let stop = stop.map_or(if step > 0 { len } else { -1 }, resolve);
    let distance = if step > 0 { stop - start } else { start - stop };
    let count = if distance > 0 { (distance - 1) / step.abs() + 1 } else { 0 };
    if count == 0 { String::new() } else { text.stride(start as usize, step, count as usize) }
}

fn str_answer(operation: &str, arguments: &Arguments) -> Result<String> {
    let s = arguments.text(0);
    let text = Text::new(s);
    Ok(match operation {
        "repr" => quoted(s),
        "ascii" => ascii(s),
        "cases" => list([lower(s), upper(s), title(s), capitalize(s), swapcase(s), casefold(s)]),
        "classes" => flags(CLASSES.map(|class| is_class(s, class))),
        "splitlines" => list([splitlines(s, false), splitlines(s, true)].concat()),
        "strips" => list([
            strip(s, None, Side::Both),
            strip(s, None, Side::Left),
            strip(s, None, Side::Right),
            strip(s, Some("al,f "), Side::Both),
            strip(s, Some(""), Side::Both),
        ]),
        "split_space" => {
            let limit = arguments.number(1);
            list([split_whitespace(s, limit), vec!["|"], rsplit_whitespace(s, limit)].concat())
        }
        "split" => {
            let (separator, limit) = (arguments.text(1), arguments.number(2));
            list([split(s, separator, limit)?, vec!["|"], rsplit(s, separator, limit)?].concat())
        }
        "search" => {
            let needle = arguments.text(1);
            format!(
                "[{}, {}, {}, {}, {}, {}, {}]",
                place(find(text, needle, None, None)),
                place(rfind(text, needle, None, None)),
                count(text, needle, None, None),
                place(find(text, needle, Some(2), None)),
                place(find(text, needle, Some(-3), Some(-1))),
                count(text, needle, Some(1), Some(3)),
                place(rfind(text, needle, Some(50), None)),
            )
        }
        "replace" => {
            let old = arguments.text(1);
            let replaced = |new, limit| replace(s, old, new, limit).unwrap_or_else(|| s.to_owned());
            list([replaced("<>", -1), replaced("", 1), replaced("é", 2)])
        }
        "partition" => {
            let separator = arguments.text(1);
            let first = partition(s, separator)?.map_or([s, "", ""], |(a, b)| [a, separator, b]);
            let last = rpartition(s, separator)?.map_or(["", "", s], |(a, b)| [a, separator, b]);
            let parts = list([first, last].concat());
            format!("({})", &parts[1..parts.len() - 1])
        }
        "pad" => list([
            pad(text, 12, 'é', Keep::Center),
            pad(text, 11, '*', Keep::Left),
            pad(text, 11, ' ', Keep::Right),
            zfill(text, 9),
            expandtabs(s, 8),
            expandtabs(s, 3),
            pad(text, 7, ' ', Keep::Center),
        ]),
        "stride" => list([
            stride(text, None, None, 2),
            stride(text, None, None, -1),
            stride(text, Some(1), Some(4), 1),
            stride(text, Some(-3), None, 1),
            stride(text, Some(5), Some(1), -2),
        ]),
        _ => panic!("no operation str_{operation}"),
    })
}

fn bytes_answer(operation: &str, arguments: &Arguments) -> Result<String> {
    let bytes = arguments.bytes(0);
    let bytes = bytes.as_slice();
    Ok(match operation {
        "repr" => bytes_repr(bytes),
        "cases" => bytes_list([
            title_bytes(bytes),
            capitalize_bytes(bytes),
            swapcase_bytes(bytes),
            bytes.to_ascii_uppercase(),
            bytes.to_ascii_lowercase(),
        ]),
        "classes" => {
            let classes = [
                Class::Alnum,
                Class::Alpha,
                Class::Ascii,
                Class::Digit,
                Class::Lower,
                Class::Space,
                Class::Title,
                Class::Upper,
            ];
            flags(classes.map(|class| is_class_bytes(bytes, class)))
        }
        "strips" => bytes_list([
            strip_bytes(bytes, None, Side::Both),
            strip_bytes(bytes, Some(b"a-"), Side::Left),
            strip_bytes(bytes, Some(b"c"), Side::Right),
        ]),
        "splitlines" => bytes_list([splitlines_bytes(bytes, false), splitlines_bytes(bytes, true)].concat()),
        "pad" => bytes_list([
            pad_bytes(bytes, 9, b'*', Keep::Center),
            pad_bytes(bytes, 8, b' ', Keep::Left),
            pad_bytes(bytes, 8, b' ', Keep::Right),
            zfill_bytes(bytes, 6),
            expandtabs_bytes(bytes, 4),
        ]),
        "split_space" => {
            let limit = arguments.number(1);
            let parts = [split_whitespace_bytes(bytes, limit), vec![b"|"], rsplit_whitespace_bytes(bytes, limit)];
            bytes_list(parts.concat())
        }
        "split" => {
            let limit = arguments.number(1);
            let parts = [split_bytes(bytes, b",", limit)?, vec![b"|"], rsplit_bytes(bytes, b"b", limit)?];
            bytes_list(parts.concat())
        }
        "search" => {
            let needle = arguments.bytes(1);
            format!(
                "[{}, {}, {}]",
                place(find_bytes(bytes, &needle)),
                place(rfind_bytes(bytes, &needle)),
                count_bytes(bytes, &needle)
            )
        }
        "replace" => {
            let old = arguments.bytes(1);
            bytes_list([replace_bytes(bytes, &old, b"<>", -1), replace_bytes(bytes, &old, b"", 1)])
        }
        _ => panic!("no operation bytes_{operation}"),
    })
}
