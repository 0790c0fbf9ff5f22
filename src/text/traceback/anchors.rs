//! Which part of an expression failed: the operator of `a + b`, the brackets of `a[b]` and `f(x)`.

use crate::syntax::ast::{Expr, ExprBinOp};
use crate::syntax::{Ranged, TextSize, parse_fragment_expression};

/// The decisive part of a piece of code, as character indices into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    pub start: usize,
    pub end: usize,
}

/// The decisive part of `segment`, if it is an operation that has one.
pub fn find(segment: &str) -> Option<Anchors> {
    // In brackets, an expression may go on over several lines.
    let expression = parse_fragment_expression(&format!("({PADDING}{segment}\n)"))?;
    let text = Text::new(segment);
    match &expression {
        Expr::BinOp(node) => operator(node, &text),
        Expr::Subscript(node) => brackets(&node.value, node, '[', &text),
        Expr::Call(node) => brackets(&node.func, node, '(', &text),
        _ => None,
    }
}

const PADDING: char = '\n';
const PADDING_LENGTH: usize = 2;

fn operator(node: &ExprBinOp, text: &Text) -> Option<Anchors> {
    let start = text.visible(text.index(node.left.end()))?;
    let start = text.seek(start, |c| !c.is_whitespace() && c != ')')?;
    let second = start + 1;
    let right = text.index(node.right.start());
    let is_wide = second < right
        && text
            .chars
            .get(second)
            .is_some_and(|c| !c.is_whitespace() && !matches!(c, '\\' | '#'));
    Some(Anchors {
        start,
        end: if is_wide { second + 1 } else { second },
    })
}

fn brackets(object: &Expr, whole: &impl Ranged, bracket: char, text: &Text) -> Option<Anchors> {
    let start = text.visible(text.index(object.end()))?;
    let start = text.seek(start, |c| c == bracket)?;
    Some(Anchors {
        start,
        end: text.index(whole.end()),
    })
}

/// The segment's characters, addressed from the tree's byte offsets.
struct Text<'a> {
    segment: &'a str,
    chars: Vec<char>,
}

impl<'a> Text<'a> {
    fn new(segment: &'a str) -> Self {
        Self {
            segment,
            chars: segment.chars().collect(),
        }
    }

    fn index(&self, offset: TextSize) -> usize {
        let offset = (u32::from(offset) as usize).saturating_sub(PADDING_LENGTH);
        self.segment
            .get(..offset)
            .map_or(self.chars.len(), |before| before.chars().count())
    }

    /// `index`, or the next one that is not a newline.
    fn visible(&self, index: usize) -> Option<usize> {
        (index..self.chars.len()).find(|index| self.chars[*index] != '\n')
    }

    /// The first character from `index` on that is `wanted`, outside comments.
    fn seek(&self, mut index: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
        loop {
            let c = *self.chars.get(index)?;
            if matches!(c, '\\' | '#') {
                index += self.chars[index..].iter().position(|c| *c == '\n')?;
            } else if wanted(c) {
                return Some(index);
            } else {
                index += 1;
            }
            index = self.visible(index)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(segment: &str) -> Option<String> {
        let Anchors { start, end } = find(segment)?;
        Some(segment.chars().skip(start).take(end - start).collect())
    }

    #[test]
    fn the_decisive_part() {
        assert_eq!(part("a + b").as_deref(), Some("+"));
        assert_eq!(part("(a) // (b)").as_deref(), Some("//"));
        assert_eq!(part("a+b").as_deref(), Some("+"));
        assert_eq!(part("a +\\\n b").as_deref(), Some("+"));
        assert_eq!(part("(a # note\n) ** 2").as_deref(), Some("**"));
        assert_eq!(part("é['ü'][3]").as_deref(), Some("[3]"));
        assert_eq!(part("f(1)(2, 3)").as_deref(), Some("(2, 3)"));
        assert_eq!(part("f"), None);
        assert_eq!(part("a.b"), None);
        assert_eq!(part("import x"), None);
    }
}
