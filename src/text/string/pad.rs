//! `center`, `ljust`, `rjust`, `zfill` and `expandtabs`.

use super::Text;

/// Where `center`, `ljust` and `rjust` keep the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    Center,
    Left,
    Right,
}

/// How many fill characters go before and after something `len` long.
pub fn padding(len: usize, width: i64, keep: Keep) -> (usize, usize) {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(len);
    match keep {
        Keep::Left => (0, missing),
        Keep::Right => (missing, 0),
        Keep::Center => {
            // The odd one goes to the left only where the width is odd too.
            let left = missing / 2 + (missing & width as usize & 1);
            (left, missing - left)
        }
    }
}

/// `str.center`, `str.ljust` and `str.rjust`.
pub fn pad(text: Text, width: i64, fill: char, keep: Keep) -> String {
    let (left, right) = padding(text.len(), width, keep);
    let mut result = String::with_capacity(text.str.len() + (left + right) * fill.len_utf8());
    result.extend(std::iter::repeat_n(fill, left));
    result.push_str(text.str);
    result.extend(std::iter::repeat_n(fill, right));
    result
}

/// `bytes.center`, `bytes.ljust` and `bytes.rjust`.
pub fn pad_bytes(bytes: &[u8], width: i64, fill: u8, keep: Keep) -> Vec<u8> {
    let (left, right) = padding(bytes.len(), width, keep);
    let mut result = vec![fill; left];
    result.extend_from_slice(bytes);
    result.resize(left + bytes.len() + right, fill);
    result
}

/// `str.zfill`: zeros between the sign and the rest.
pub fn zfill(text: Text, width: i64) -> String {
    let (zeros, _) = padding(text.len(), width, Keep::Right);
    let sign = usize::from(text.str.starts_with(['+', '-']));
    let mut result = String::with_capacity(text.str.len() + zeros);
    result.push_str(&text.str[..sign]);
    result.extend(std::iter::repeat_n('0', zeros));
    result.push_str(&text.str[sign..]);
    result
}

/// `bytes.zfill`.
pub fn zfill_bytes(bytes: &[u8], width: i64) -> Vec<u8> {
    let (zeros, _) = padding(bytes.len(), width, Keep::Right);
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut result = bytes[..sign].to_vec();
    result.resize(sign + zeros, b'0');
    result.extend_from_slice(&bytes[sign..]);
    result
}

/// The spaces that a tab at `column` stands for.
fn tab_width(column: usize, tabsize: i64) -> usize {
    match usize::try_from(tabsize) {
        Ok(size) if size > 0 => size - column % size,
        _ => 0,
    }
}

/// `str.expandtabs`.
pub fn expandtabs(text: &str, tabsize: i64) -> String {
    let mut result = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let spaces = tab_width(column, tabsize);
            result.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
            continue;
        }
        column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
        result.push(c);
    }
    result
}

/// `bytes.expandtabs`.
pub fn expandtabs_bytes(bytes: &[u8], tabsize: i64) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut column = 0;
    for &byte in bytes {
        if byte == b'\t' {
            let spaces = tab_width(column, tabsize);
            result.resize(result.len() + spaces, b' ');
            column += spaces;
            continue;
        }
        column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
        result.push(byte);
    }
    result
}
