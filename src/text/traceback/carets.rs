//! The lines of code of a frame with carets under what was running.

use super::anchors::{self, Anchors};
use super::lines::dedent;
use super::width;
use crate::sorted::SortedSet;
use crate::syntax::ast::{Expr, Stmt};
use crate::syntax::{Ranged, SourceMap, parse_fragment};

/// The lines that matter of `source`, each followed by its carets, if they say anything.
///
/// `columns` are characters: the start on the first line and the end on the last.
pub fn underline(source: &[String], columns: (u32, u32)) -> Vec<String> {
    let code = Code::new(source, columns);
    let anchors = anchors::find(&code.segment()).map(|anchors| code.locate(anchors));
    let show_carets = !code.is_whole_call() && (anchors.is_some() || !code.is_whole());
    let mut out = Vec::new();
    let mut last = None;
    for index in code.significant_lines(anchors.as_ref()) {
        match index - last.unwrap_or(index) {
            0 | 1 => {}
            2 => code.output(index - 1, show_carets, anchors.as_ref(), &mut out),
            gap => out.push(format!("...<{} lines>...", gap - 1)),
        }
        code.output(index, show_carets, anchors.as_ref(), &mut out);
        last = Some(index);
    }
    out
}

/// A line of the code and a character in it.
type Place = (usize, usize);

/// The anchors as places in the dedented lines.
struct Marked {
    start: Place,
    end: Place,
}

struct Code {
    lines: Vec<Vec<char>>,
    start: usize,
    end: usize,
}

impl Code {
    fn new(source: &[String], (start, end): (u32, u32)) -> Self {
        let lines = dedent(source);
        let margin = source[0].chars().count() - lines[0].chars().count();
        let lines = lines
            .iter()
            .map(|line| line.chars().collect::<Vec<_>>())
            .collect::<Vec<_>>();
        let inside = |column: u32, line: &Vec<char>| {
            (column as usize).saturating_sub(margin).min(line.len())
        };
        let start = inside(start, &lines[0]);
        let end = inside(end, &lines[lines.len() - 1]);
        Self { start, end, lines }
    }

    fn last(&self) -> usize {
        self.lines.len() - 1
    }

    fn text(&self) -> String {
        self.lines
            .iter()
            .map(|line| line.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The characters that were running.
    fn segment(&self) -> String {
        let mut text = self.text().chars().collect::<Vec<_>>();
        let tail = self.lines[self.last()].len() - self.end;
        text.truncate(text.len() - tail);
        text.into_iter().skip(self.start).collect()
    }

    fn locate(&self, Anchors { start, end }: Anchors) -> Marked {
        Marked {
            start: self.place(start),
            end: self.place(end),
        }
    }

    /// Where the character `index` of the segment stands; newlines count as one.
    fn place(&self, index: usize) -> Place {
        let mut column = index + self.start;
        for (number, line) in self.lines.iter().enumerate() {
            if column <= line.len() {
                return (number, column);
            }
            column -= line.len() + 1;
        }
        (self.last(), self.end)
    }

    /// Whether nothing else stands on the lines.
    fn is_whole(&self) -> bool {
        let blank = |chars: &[char]| chars.iter().all(|c| c.is_whitespace());
        blank(&self.lines[0][..self.start]) && blank(&self.lines[self.last()][self.end..])
    }

    /// Whether this is the call in `x = f(...)` or `return f(...)`, where carets say nothing.
    fn is_whole_call(&self) -> bool {
        let text = self.text();
        let Some(body) = parse_fragment(&text) else {
            return false;
        };
        let value = match body.first() {
            None => return true,
            Some(Stmt::Return(node)) => match node.value.as_deref() {
                Some(Expr::Call(call)) if call.func.is_name_expr() => call,
                _ => return false,
            },
            Some(Stmt::Assign(node)) => match (&node.targets[..], &*node.value) {
                ([Expr::Name(_)], Expr::Call(call)) => call,
                _ => return false,
            },
            Some(_) => return false,
        };
        let map = SourceMap::new(&text);
        let (start, end) = (map.position(value.start()), map.position(value.end()));
        start.line == 1
            && end.line as usize == self.lines.len()
            && start.column as usize == self.start
            && end.column as usize == self.end
    }

    /// The first and the last line and those around the anchors.
    fn significant_lines(&self, marked: Option<&Marked>) -> SortedSet<usize> {
        let mut lines = SortedSet::from([0, self.last()]);
        for place in marked.iter().flat_map(|marked| [marked.start, marked.end]) {
            lines.extend(place.0.saturating_sub(1)..=(place.0 + 1).min(self.last()));
        }
        lines
    }

    fn output(
        &self,
        index: usize,
        show_carets: bool,
        marked: Option<&Marked>,
        out: &mut Vec<String>,
    ) {
        out.push(self.lines[index].iter().collect());
        if show_carets {
            out.push(self.carets(index, marked));
        }
    }

    fn carets(&self, index: usize, marked: Option<&Marked>) -> String {
        let line = &self.lines[index];
        let blank = line.iter().take_while(|c| c.is_whitespace()).count();
        let start = if index == 0 {
            width::columns(line, self.start)
        } else {
            0
        };
        let count = if index == self.last() {
            self.end
        } else {
            line.len()
        };
        let caret = |column: usize| {
            if column < blank.max(start) {
                ' '
            } else if marked.is_some_and(|marked| !self.is_decisive(index, column, marked)) {
                '~'
            } else {
                '^'
            }
        };
        (0..width::columns(line, count)).map(caret).collect()
    }

    fn is_decisive(&self, index: usize, column: usize, marked: &Marked) -> bool {
        let column_of = |place: Place| (place.0, width::columns(&self.lines[place.0], place.1));
        column_of(marked.start) <= (index, column) && (index, column) < column_of(marked.end)
    }
}
