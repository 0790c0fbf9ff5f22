//! What is said about a mistake, and about which part of the program.

use super::super::ast::Expr;
use super::super::parse_fragment_expression;
use super::super::tokens::Kind;
use super::expressions::{self, Piece, TargetKind};
use super::grammar::Action;
use super::matcher::{Capture, Matcher};

/// A mistake that was found.
pub struct Finding {
    pub message: String,
    pub is_indentation: bool,
    pub place: Place,
}

/// The part of the program that a message is about.
pub enum Place {
    /// The token of an index.
    Token(usize),
    /// The token that the lexer delivered last.
    Last,
    /// From one byte offset to another.
    Range(u32, u32),
    /// From a byte offset to where the lexer stands.
    From(u32),
    /// The character before a byte offset.
    Before(u32),
}

impl Finding {
    pub fn expected(text: &str, position: usize) -> Self {
        let message = format!("expected '{text}'");
        Self {
            message,
            is_indentation: false,
            place: Place::Token(position),
        }
    }
}

impl Matcher<'_> {
    /// What is said after an alternative matched up to `end`; nothing if it is no mistake after all.
    pub fn act(&self, action: &Action, captures: &[Capture], end: usize) -> Option<Finding> {
        let capture = |index: usize| find(captures, action.arguments[index]);
        let mut message = action.message;
        let place = match action.form {
            "last" => Place::Last,
            "next" => Place::Token(end),
            "at" => self.whole(capture(0), capture(0)),
            "from" => Place::From(self.range(capture(0)).0),
            "range" => self.whole(capture(0), capture(1)),
            "target" => return self.target(action.arguments[0], capture(1)),
            "call" => {
                let a = find(captures, "a");
                let b = captures.iter().find(|capture| capture.name == 'b').copied();
                let (place, other) = self.call(action.arguments[0], a, b.unwrap_or(a), end)?;
                message = other.unwrap_or(message);
                place
            }
            form => panic!("the grammar has no action {form}"),
        };
        let message = self.name_string_kind(self.fill(message, captures), end);
        Some(Finding {
            message,
            is_indentation: action.is_indentation,
            place,
        })
    }

    fn call(
        &self,
        name: &str,
        a: Capture,
        b: Capture,
        end: usize,
    ) -> Option<(Place, Option<&'static str>)> {
        let mut message = None;
        let place = match name {
            "forgotten_comma" => {
                let in_brackets = self.tokens.tokens[end - 1].level > 0;
                let is_legacy = is_legacy_statement(self.capture_text(a));
                (in_brackets && !is_legacy).then(|| self.whole(a, b))?
            }
            "legacy_statement" => {
                is_legacy_statement(self.capture_text(a)).then(|| self.whole(a, b))?
            }
            "key_without_value" => Place::Before(self.range(a).1),
            "plain_parameter" => {
                let has_comma = self.text(a.end - 1) == ",";
                let end = if has_comma { a.end - 1 } else { a.end };
                self.whole(Capture { end, ..a }, Capture { end, ..a })
            }
            "positional_after_keyword" => {
                let unpacks = self.arguments(a).is_some_and(|(_, unpacks)| unpacks);
                let other = "positional argument follows keyword argument unpacking";
                message = unpacks.then_some(other);
                Place::Last
            }
            "generator_among_arguments" => {
                let (positional, _) = self.arguments(a)?;
                let start = *positional.get(1..)?.last()?;
                Place::Range(start, self.range(b).1)
            }
            "star_bound" => {
                let is_tuple = Piece::read(self.capture_text(b))?.name() == "tuple";
                let is_type_var_tuple = self.text(a.start - 2) == "*";
                message = Some(match (is_tuple, is_type_var_tuple) {
                    (true, true) => "cannot use constraints with TypeVarTuple",
                    (false, true) => "cannot use bound with TypeVarTuple",
                    (true, false) => "cannot use constraints with ParamSpec",
                    (false, false) => "cannot use bound with ParamSpec",
                });
                Place::From(self.range(a).0)
            }
            name => panic!("the grammar has no function {name}"),
        };
        Some((place, message))
    }

    fn target(&self, kind: &str, capture: Capture) -> Option<Finding> {
        let (kind, verb) = match kind {
            "star" => (TargetKind::Star, "assign to"),
            "del" => (TargetKind::Delete, "delete"),
            _ => (TargetKind::For, "assign to"),
        };
        let piece = Piece::read(self.capture_text(capture))?;
        let target = piece.invalid_target(kind)?;
        let (start, end) = expressions::range(target);
        let origin = self.tokens.tokens[capture.start].start;
        Some(Finding {
            message: format!("cannot {verb} {}", expressions::name(target)),
            is_indentation: false,
            place: Place::Range(origin + start, origin + end),
        })
    }

    fn whole(&self, first: Capture, last: Capture) -> Place {
        Place::Range(self.range(first).0, self.range(last).1)
    }

    /// The bytes of a part: an expression's without the parentheses around it.
    fn range(&self, capture: Capture) -> (u32, u32) {
        let tokens = &self.tokens.tokens;
        let Some(last) = capture
            .end
            .checked_sub(1)
            .filter(|last| *last >= capture.start)
        else {
            let start = tokens[capture.start].start;
            return (start, start);
        };
        let (start, end) = (tokens[capture.start].start, tokens[last].end);
        let is_operand = |kind| {
            matches!(
                kind,
                Kind::Name | Kind::Number | Kind::String | Kind::Operator | Kind::Keyword
            )
        };
        if capture.start == last || !is_operand(tokens[capture.start].kind) {
            return (start, end);
        }
        let Some(piece) = Piece::read(&self.source[start as usize..end as usize]) else {
            return (start, end);
        };
        let (from, to) = piece.range(end - start);
        (start + from, start + to)
    }

    fn capture_text(&self, capture: Capture) -> &str {
        let tokens = &self.tokens.tokens;
        let end = tokens[capture.end.max(capture.start + 1) - 1].end;
        &self.source[tokens[capture.start].start as usize..end as usize]
    }

    /// Where a call's positional arguments start, and whether it unpacks keyword arguments.
    fn arguments(&self, capture: Capture) -> Option<(Vec<u32>, bool)> {
        let text = self.capture_text(capture);
        let Expr::Call(call) = parse_fragment_expression(&format!("f({text}\n)"))? else {
            return None;
        };
        let origin = self.tokens.tokens[capture.start].start;
        let start = |expr: &Expr| origin + expressions::range(expr).0 - 1;
        let unpacks = call
            .arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none());
        Some((call.arguments.args.iter().map(start).collect(), unpacks))
    }

    /// Messages about fields say `f-string`; inside a t-string that is what they mean.
    fn name_string_kind(&self, message: String, end: usize) -> String {
        let Some(rest) = message.strip_prefix("f-string:") else {
            return message;
        };
        let mut closed = 0;
        for token in self.tokens.tokens[..end].iter().rev() {
            match token.kind {
                Kind::FStringEnd | Kind::TStringEnd => closed += 1,
                Kind::FStringStart | Kind::TStringStart if closed > 0 => closed -= 1,
                Kind::TStringStart => return format!("t-string:{rest}"),
                Kind::FStringStart => break,
                _ => {}
            }
        }
        message
    }

    fn fill(&self, message: &str, captures: &[Capture]) -> String {
        let mut out = message.to_owned();
        for capture in captures {
            let name = capture.name;
            let text = self.capture_text(*capture);
            if out.contains(&format!("{{{name}}}")) {
                let kind = Piece::read(text).map_or("expression", |piece| piece.name());
                out = out.replace(&format!("{{{name}}}"), kind);
            }
            if out.contains(&format!("{{{name}.line}}")) {
                let start = self.tokens.tokens[capture.start].start as usize;
                let line = self.source[..start].matches('\n').count() + 1;
                out = out.replace(&format!("{{{name}.line}}"), &line.to_string());
            }
            out = out.replace(&format!("{{{name}.text}}"), text);
        }
        out
    }
}

fn find(captures: &[Capture], name: &str) -> Capture {
    let found = captures
        .iter()
        .find(|capture| name.starts_with(capture.name));
    *found.unwrap_or_else(|| panic!("the grammar's alternative has no part {name}"))
}

fn is_legacy_statement(text: &str) -> bool {
    matches!(text, "print" | "exec")
}
