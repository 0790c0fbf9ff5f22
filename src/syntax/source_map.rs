//! Where a byte offset lies in the source: its line and its column in characters.

use std::sync::Arc;

use ruff_text_size::TextSize;

/// A place as Python's tools print it: lines count from 1, columns (in characters) from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// The source of one module with the start of each of its lines.
#[derive(Clone, Debug)]
pub struct SourceMap {
    source: Arc<str>,
    /// Byte offsets; the first is always 0.
    line_starts: Arc<[u32]>,
}

impl SourceMap {
    pub fn new(source: &str) -> Self {
        let mut line_starts = vec![0];
        let bytes = source.as_bytes();
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(index + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                line_starts.push(index as u32 + 1);
            }
        }
        Self {
            source: source.into(),
            line_starts: line_starts.into(),
        }
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// The number of lines; text that ends with a newline has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The line (from 1) that holds the byte `offset`.
    pub fn line(&self, offset: impl Into<u32>) -> u32 {
        let offset = offset.into();
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    /// The line and column of the byte `offset`; past the end means the end.
    pub fn position(&self, offset: impl Into<u32>) -> Position {
        let offset = (offset.into() as usize).min(self.source.len());
        let line = self.line(offset as u32);
        let start = self.line_starts[line as usize - 1] as usize;
        let before = self.source.get(start..offset).unwrap_or("");
        Position {
            line,
            column: before.chars().count() as u32,
        }
    }

    /// The byte offset at which `line` (from 1) starts; past the last line, the source's end.
    pub fn line_start(&self, line: u32) -> TextSize {
        let index = line.saturating_sub(1) as usize;
        let start = self.line_starts.get(index).copied();
        TextSize::new(start.unwrap_or(self.source.len() as u32))
    }

    /// The text of `line` (from 1) without its newline, or nothing past the last one.
    pub fn line_text(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.line_starts.get(index)? as usize;
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.source.len(), |end| *end as usize);
        Some(self.source[start..end].trim_end_matches(['\n', '\r']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let map = SourceMap::new("a = 'é' + b\r\nsecond\rthird");
        assert_eq!(
            map.position(11u32),
            Position {
                line: 1,
                column: 10
            }
        );
        assert_eq!(map.line_text(1), Some("a = 'é' + b"));
        assert_eq!(map.line_text(2), Some("second"));
        assert_eq!(map.line_text(3), Some("third"));
        assert_eq!(map.line_text(4), None);
        assert_eq!(map.position(999u32), Position { line: 3, column: 5 });
    }
}
