//! The names that no table lists, because a rule makes them from the code point.
//!
//! Source: the Unicode Standard 16.0, section 4.8 ("Name") and section 3.12 (Hangul syllables).

use std::ops::RangeInclusive;

const IDEOGRAPHS: [(&str, &[RangeInclusive<u32>]); 2] = [
    (
        "CJK UNIFIED IDEOGRAPH-",
        &[
            0x3400..=0x4DBF,
            0x4E00..=0x9FFF,
            0x20000..=0x2A6DF,
            0x2A700..=0x2B739,
            0x2B740..=0x2B81D,
            0x2B820..=0x2CEA1,
            0x2CEB0..=0x2EBE0,
            0x2EBF0..=0x2EE5D,
            0x30000..=0x3134A,
            0x31350..=0x323AF,
        ],
    ),
    ("TANGUT IDEOGRAPH-", &[0x17000..=0x187F7, 0x18D00..=0x18D08]),
];

const LEADING: [&str; 19] =
    ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU",
    "YI", "I",
];
const TRAILING: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS",
    "NG", "J", "C", "K", "T", "P", "H",
];
const FIRST_SYLLABLE: u32 = 0xAC00;
const LAST_SYLLABLE: u32 = 0xD7A3;

/// The character of a name in capitals that follows one of the rules.
pub fn character(name: &str) -> Option<char> {
    if let Some(syllable) = name.strip_prefix("HANGUL SYLLABLE ") {
        return hangul(syllable);
    }
    let (prefix, ranges) = IDEOGRAPHS.iter().find(|(prefix, _)| name.starts_with(prefix))?;
    let digits = &name[prefix.len()..];
    if !(4..=5).contains(&digits.len()) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(code).filter(|_| ranges.iter().any(|range| range.contains(&code)))
}

/// The name of a character that follows one of the rules.
pub fn name(character: char) -> Option<String> {
    let code = u32::from(character);
    if (FIRST_SYLLABLE..=LAST_SYLLABLE).contains(&code) {
        let index = (code - FIRST_SYLLABLE) as usize;
        let (letters, trailing) = (index / TRAILING.len(), TRAILING[index % TRAILING.len()]);
        let (leading, vowel) = (LEADING[letters / VOWELS.len()], VOWELS[letters % VOWELS.len()]);
        return Some(format!("HANGUL SYLLABLE {leading}{vowel}{trailing}"));
    }
    let (prefix, _) = IDEOGRAPHS.iter().find(|(_, ranges)| ranges.iter().any(|range| range.contains(&code)))?;
    Some(format!("{prefix}{code:X}"))
}

/// A syllable's name is the names of its two or three letters; only one way to part it fits.
fn hangul(syllable: &str) -> Option<char> {
    let letters = syllable.find(|letter| "AEIOUWY".contains(letter))?;
    let leading = LEADING.iter().position(|name| *name == &syllable[..letters])?;
    let rest = &syllable[letters..];
    let (vowel, longest) = VOWELS.iter().enumerate().filter(|(_, name)| rest.starts_with(**name)).max_by_key(|(_, name)| name.len())?;
    let trailing = TRAILING.iter().position(|name| *name == &rest[longest.len()..])?;
    char::from_u32(FIRST_SYLLABLE + ((leading * VOWELS.len() + vowel) * TRAILING.len() + trailing) as u32)
}

#[cfg(test)]
mod tests {
    use super::{character, name as name_of};

    #[test]
    fn every_derived_name_agrees_with_the_complete_table() {
        for code in (0x3400..=0x323AF).filter_map(char::from_u32) {
            let Some(name) = complete::name(code).map(|name| name.to_string()) else { continue };
            if name.starts_with("HANGUL SYLLABLE ") || name.starts_with("CJK UNIFIED IDEOGRAPH-") {
                assert_eq!(character(&name), Some(code), "{name}");
                assert_eq!(name_of(code), Some(name));
            }
        }
    }

    #[test]
    fn names_beside_the_rules_are_refused() {
        for absent in ["CJK UNIFIED IDEOGRAPH-20", "CJK UNIFIED IDEOGRAPH-+4E00", "CJK UNIFIED IDEOGRAPH-A000", "HANGUL SYLLABLE ", "HANGUL SYLLABLE Q", "HANGUL SYLLABLE GAX"] {
            assert_eq!(character(absent), None, "{absent}");
        }
    }
}
