//! How the positions of a code unit are stored: column by column, each as the difference to what comes before, so
//! that most numbers are 0 and what is stored compresses well.

use std::iter;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Position;

/// The columns: how far each line is from the last, how many lines are spanned, how far each column
/// is from the last, and how far the end is from the column. Of the last three, one that is all zeros is empty.
type Columns = [Vec<i32>; 4];

pub fn serialize<S: Serializer>(positions: &[Position], serializer: S) -> Result<S::Ok, S::Error> {
    let mut columns = Columns::default();
    let mut last = Position::default();
    for position in positions {
        let row = [
            position.line.wrapping_sub(last.line),
            position.end_line.wrapping_sub(position.line),
            position.column.wrapping_sub(last.column),
            position.end_column.wrapping_sub(position.column),
        ];
        for (column, number) in columns.iter_mut().zip(row) {
            column.push(number as i32);
        }
        last = *position;
    }
    for column in &mut columns[1..] {
        if column.iter().all(|number| *number == 0) {
            column.clear();
        }
    }
    columns.serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Position>, D::Error> {
    let [lines, spans, columns, widths] = Columns::deserialize(deserializer)?;
    let mut last = Position::default();
    let padded = |column: Vec<i32>| column.into_iter().chain(iter::repeat(0));
    let rows = lines.into_iter().zip(padded(spans)).zip(padded(columns)).zip(padded(widths));
    let positions = rows.map(|(((line, span), column), width)| {
        let line = last.line.wrapping_add_signed(line);
        let column = last.column.wrapping_add_signed(column);
        let end_line = line.wrapping_add_signed(span);
        last = Position { line, end_line, column, end_column: column.wrapping_add_signed(width) };
        last
    });
    Ok(positions.collect())
}
