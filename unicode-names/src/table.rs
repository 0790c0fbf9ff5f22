//! Finds a name in the table: a plain search, as a program that needs it asks a few times.

/// The character whose line has exactly this name, which must be in capitals.
pub fn find(table: &str, name: &str) -> Option<char> {
    if name.is_empty() || name.contains('\n') {
        return None;
    }
    let end = table.find(&format!(" {name}\n"))?;
    let start = table[..end].rfind('\n').map_or(0, |newline| newline + 1);
    // A line has blanks in its name too: what was found may be the end of a longer name.
    match table[start..end].contains(' ') {
        true => find(&table[end + 1..], name),
        false => char::from_u32(u32::from_str_radix(&table[start..end], 16).ok()?),
    }
}

/// The name in the first line of this character: aliases stand after all names.
pub fn name(table: &str, character: char) -> Option<String> {
    let code = format!("{:X} ", u32::from(character));
    let line = table.split('\n').find_map(|line| line.strip_prefix(&code))?;
    Some(line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{find, name};

    const TABLE: &str = "A LINE FEED\n20 SPACE\nA0 NO-BREAK SPACE\n2022 BULLET\n25E6 WHITE BULLET\n1F600 GRINNING FACE\n";

    #[test]
    fn names_characters() {
        assert_eq!(name(TABLE, '•').as_deref(), Some("BULLET"));
        assert_eq!(name(TABLE, ' ').as_deref(), Some("SPACE"));
        assert_eq!(name(TABLE, '\u{A1}'), None);
    }

    #[test]
    fn finds_whole_names_only() {
        assert_eq!(find(TABLE, "BULLET"), Some('•'));
        assert_eq!(find(TABLE, "WHITE BULLET"), Some('◦'));
        assert_eq!(find(TABLE, "FACE"), None);
        assert_eq!(find(TABLE, "LINE FEED"), Some('\n'));
        assert_eq!(find(TABLE, "GRINNING FACE"), Some('😀'));
        for absent in ["", "BULL", "SPACE\n", "FEED\n20 SPACE", "A LINE FEED"] {
            assert_eq!(find(TABLE, absent), None, "{absent:?}");
        }
    }

    #[test]
    fn a_name_that_ends_an_earlier_one_is_found() {
        assert_eq!(find("A0 NO-BREAK SPACE\n20 SPACE\n", "SPACE"), Some(' '));
    }
}
