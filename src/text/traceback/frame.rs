//! The stack part of a traceback: each frame's place, code and carets.

use std::fmt::Write;

use super::FrameSummary;
use super::carets;
use super::lines::{dedent, indent};

/// How often the same line is printed in a row before the rest is only counted.
const REPEATS_SHOWN: usize = 3;

/// The frames, outermost first, without a heading.
pub fn render_frames(frames: &[FrameSummary]) -> String {
    let mut out = String::new();
    let place = |frame: &FrameSummary| (frame.file.clone(), frame.line, frame.name.clone());
    for run in frames.chunk_by(|a, b| place(a) == place(b)) {
        for frame in run.iter().take(REPEATS_SHOWN) {
            render_frame(frame, &mut out);
        }
        if let Some(more) = run
            .len()
            .checked_sub(REPEATS_SHOWN)
            .filter(|more| *more > 0)
        {
            let plural = if more > 1 { "s" } else { "" };
            let _ = writeln!(out, "  [Previous line repeated {more} more time{plural}]");
        }
    }
    out
}

fn render_frame(frame: &FrameSummary, out: &mut String) {
    let _ = writeln!(
        out,
        "  File \"{}\", line {}, in {}",
        frame.file, frame.line, frame.name
    );
    let source = frame
        .source
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect::<Vec<_>>();
    if source.iter().all(String::is_empty) {
        return;
    }
    let Some(columns) = frame.columns else {
        let _ = writeln!(out, "    {}", source[0].trim());
        return;
    };
    for line in dedent(&carets::underline(&source, columns)) {
        indent(&line, "    ", out);
        if line.is_empty() {
            out.push_str("    ");
        }
        out.push('\n');
    }
}
