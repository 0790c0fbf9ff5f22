//! Indenting and dedenting blocks of lines.

/// Removes the white space that all lines begin with; lines of only white space become empty.
pub fn dedent(lines: &[String]) -> Vec<String> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let indent = &line[..line.len() - line.trim_start().len()];
        margin = Some(margin.map_or(indent, |margin| common_prefix(margin, indent)));
    }
    let margin = margin.map_or(0, str::len);
    let strip = |line: &String| {
        if line.trim().is_empty() {
            String::new()
        } else {
            line[margin..].to_owned()
        }
    };
    lines.iter().map(strip).collect()
}

fn common_prefix<'a>(left: &'a str, right: &str) -> &'a str {
    let same = left
        .char_indices()
        .zip(right.chars())
        .find(|((_, a), b)| a != b);
    match same {
        Some(((index, _), _)) => &left[..index],
        None => &left[..left.len().min(right.len())],
    }
}

/// Puts `indent` before every line of `text`.
pub fn indent(text: &str, indent: &str, out: &mut String) {
    for line in text.split_inclusive('\n') {
        out.push_str(indent);
        out.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn dedent_removes_the_common_margin() {
        assert_eq!(
            dedent(&lines("    a(\n        b\n\n  \n    )")),
            lines("a(\n    b\n\n\n)")
        );
        assert_eq!(dedent(&lines("\ta\n    b")), lines("\ta\n    b"));
    }
}
