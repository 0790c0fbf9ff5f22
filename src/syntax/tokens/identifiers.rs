//! Names, keywords and the prefixes of strings.

use super::lexer::{Lexed, Lexer};
use super::{KEYWORDS, Kind};

impl Lexer<'_> {
    /// A name, or a string whose prefix looks like one.
    pub fn name_or_string(&mut self) -> Lexed<Kind> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
        let length = self
            .rest()
            .find(|c| !is_part(c))
            .unwrap_or(self.rest().len());
        let word = &self.rest()[..length];
        let quoted = matches!(self.rest()[length..].chars().next(), Some('"' | '\''));
        if quoted && is_prefix_like(word) {
            return self.prefixed_string(length);
        }
        self.check_name(word)?;
        self.position += length;
        Ok(if KEYWORDS.contains(&word) {
            Kind::Keyword
        } else {
            Kind::Name
        })
    }

    fn check_name(&mut self, word: &str) -> Lexed<()> {
        for (index, c) in word.char_indices() {
            let fits = match index {
                0 => c == '_' || unicode_ident::is_xid_start(c),
                _ => unicode_ident::is_xid_continue(c),
            };
            if fits {
                continue;
            }
            self.position += index + c.len_utf8();
            let code = u32::from(c);
            return Err(self.fault(if is_printable(c) {
                format!("invalid character '{c}' (U+{code:04X})")
            } else {
                format!("invalid non-printable character U+{code:04X}")
            }));
        }
        Ok(())
    }
}

/// Whether each letter may stand in a prefix; some combinations are errors of their own.
fn is_prefix_like(word: &str) -> bool {
    let letters = word.to_ascii_lowercase();
    let once = |letter: char| letters.matches(letter).count() <= 1;
    !letters.is_empty()
        && letters
            .chars()
            .all(|letter| "burft".contains(letter) && once(letter))
}

pub fn is_printable(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}' | '\u{2028}' | '\u{2029}'
    );
    c == ' ' || !(c.is_control() || c.is_whitespace() || is_format)
}
