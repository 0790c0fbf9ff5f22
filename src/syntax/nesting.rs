//! Counts nesting before the recursive parser runs, so that no source can overflow the stack.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::TextRange;

use super::{SourceMap, SyntaxError, SyntaxErrorKind};

/// CPython's own limits.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTATION: usize = 100;
/// `not not x`, `--x`, `a ** b ** c`, `x if a else y if b else z`, `lambda: lambda: x`:
/// the parser and the compiler recurse once for each, on a stack of 1 MB in a browser.
const MAX_RIGHT_NESTING: usize = 200;
/// `a + b + c`, `a.b.c`, `f()()()`: walked without recursion, yet not without bound.
const MAX_LEFT_NESTING: usize = 6_000;
const MAX_LEFT_NESTING_OF_PIECE: usize = 500;

pub fn check(source: &str) -> Result<(), Excess> {
    count(source, MAX_LEFT_NESTING)
}

/// The same for a piece of code whose tree is dropped with recursion.
pub fn check_piece(source: &str) -> Result<(), Excess> {
    count(source, MAX_LEFT_NESTING_OF_PIECE)
}

fn count(source: &str, max_lefts: usize) -> Result<(), Excess> {
    let mut lexer = lexer::lex(source, Mode::Module);
    let mut counter = Counter {
        max_lefts,
        ..Counter::default()
    };
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile {
            return Ok(());
        }
        counter.count(kind)?;
    }
}

#[derive(Debug)]
pub enum Excess {
    Brackets,
    Indentation,
    Operators,
}

impl Excess {
    pub fn into_error(self, map: &SourceMap, file: &str) -> SyntaxError {
        let (kind, message) = match self {
            Self::Brackets => (SyntaxErrorKind::SyntaxError, "too many nested parentheses"),
            Self::Indentation => (
                SyntaxErrorKind::IndentationError,
                "too many levels of indentation",
            ),
            Self::Operators => (
                SyntaxErrorKind::SyntaxError,
                "too many nested operators: split the expression",
            ),
        };
        SyntaxError::at(kind, message, TextRange::default(), map, file)
    }
}

/// What nests inside one pair of brackets, or outside all of them.
#[derive(Default)]
struct Level {
    /// Prefix operators that still wait for their operand.
    prefixes: usize,
    /// Operators whose right operand goes on to the end of the expression.
    rights: usize,
    /// Operators whose left operand is everything before them.
    lefts: usize,
    /// `lambda`s whose colon is still to come: a comma there separates parameters.
    lambdas: usize,
}

#[derive(Default)]
struct Counter {
    outer: Vec<Level>,
    level: Level,
    indentation: usize,
    max_lefts: usize,
    /// The sums over `outer`.
    outer_rights: usize,
    outer_lefts: usize,
    after_operand: bool,
    after_tight_operator: bool,
    at_line_start: bool,
    /// In the head of a `case`, the parser recurses on sums.
    in_case: bool,
}

impl Counter {
    fn count(&mut self, kind: TokenKind) -> Result<(), Excess> {
        if kind.is_trivia() {
            return Ok(());
        }
        if self.at_line_start && !matches!(kind, TokenKind::Indent | TokenKind::Dedent) {
            self.in_case = kind == TokenKind::Case;
            self.at_line_start = false;
        }
        self.apply(kind)?;
        self.at_line_start |= kind == TokenKind::Newline;
        self.after_operand = ends_operand(kind);
        self.after_tight_operator = is_tight_operator(kind);
        let rights = self.outer_rights + self.level.rights + self.level.prefixes;
        let lefts = self.outer_lefts + self.level.lefts;
        if rights > MAX_RIGHT_NESTING || lefts > self.max_lefts {
            return Err(Excess::Operators);
        }
        Ok(())
    }

    fn apply(&mut self, kind: TokenKind) -> Result<(), Excess> {
        match kind {
            TokenKind::Indent => return self.indent(),
            TokenKind::Dedent => self.indentation = self.indentation.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => return self.open(),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => self.close(),
            TokenKind::Newline | TokenKind::Semi => self.level = Level::default(),
            TokenKind::Colon if self.level.lambdas > 0 => self.level.lambdas -= 1,
            TokenKind::Comma | TokenKind::Colon | TokenKind::Equal if self.level.lambdas == 0 => {
                self.level = Level::default();
            }
            TokenKind::Lambda => {
                self.level.lambdas += 1;
                self.level.rights += 1;
            }
            TokenKind::If => self.level.rights += 1,
            TokenKind::Else => {}
            TokenKind::Plus | TokenKind::Minus if self.in_case => self.level.rights += 1,
            TokenKind::Not if self.after_tight_operator => self.level.rights += 1,
            TokenKind::DoubleStar if self.after_operand => self.level.rights += 1,
            TokenKind::Dot if self.after_operand => self.level.lefts += 1,
            _ if kind.is_operator() && self.after_operand => {
                self.level.lefts += 1;
                self.level.prefixes = 0;
            }
            _ if !ends_operand(kind) => self.level.prefixes += 1,
            _ => {}
        }
        Ok(())
    }

    fn indent(&mut self) -> Result<(), Excess> {
        self.indentation += 1;
        if self.indentation >= MAX_INDENTATION {
            Err(Excess::Indentation)
        } else {
            Ok(())
        }
    }

    fn open(&mut self) -> Result<(), Excess> {
        if self.after_operand {
            self.level.lefts += 1;
        }
        if self.outer.len() >= MAX_BRACKETS {
            return Err(Excess::Brackets);
        }
        let level = std::mem::take(&mut self.level);
        self.outer_rights += level.rights + level.prefixes;
        self.outer_lefts += level.lefts;
        self.outer.push(level);
        Ok(())
    }

    fn close(&mut self) {
        if let Some(level) = self.outer.pop() {
            self.outer_rights -= level.rights + level.prefixes;
            self.outer_lefts -= level.lefts;
            self.level = level;
        }
    }
}

fn ends_operand(kind: TokenKind) -> bool {
    use TokenKind::{
        Case, Complex, Ellipsis, FStringEnd, FStringMiddle, FStringStart, False, Float, Int, Lazy,
        Match, Name, None, Rbrace, Rpar, Rsqb, String, TStringEnd, TStringMiddle, TStringStart,
        True, Type,
    };
    matches!(
        kind,
        Name | Int
            | Float
            | Complex
            | String
            | FStringStart
            | FStringMiddle
            | FStringEnd
            | TStringStart
            | TStringMiddle
            | TStringEnd
            | Ellipsis
            | True
            | False
            | None
            | Rpar
            | Rsqb
            | Rbrace
            | Case
            | Match
            | Type
            | Lazy
    )
}

/// Operators that `not` may not follow: the parser recurses there while it recovers.
fn is_tight_operator(kind: TokenKind) -> bool {
    kind.is_operator()
        && !matches!(
            kind,
            TokenKind::And | TokenKind::Or | TokenKind::Not | TokenKind::Is
        )
}

#[cfg(test)]
mod tests {
    use super::super::{parse_expression, parse_module};

    fn message(source: &str) -> String {
        parse_module(source, "main.py")
            .err()
            .map_or("ok".into(), |error| error.message)
    }

    #[test]
    fn long_flat_programs_parse() {
        for source in [
            "1+".repeat(5000) + "1",
            "a".to_owned() + &".b".repeat(5000),
            "f".to_owned() + &"()".repeat(5000),
            "x = [".to_owned() + &"-1, ".repeat(50_000) + "]",
            "x = {".to_owned() + &"1: lambda x, y=2: not x, ".repeat(5_000) + "}",
            "if a:\n  b\n".to_owned() + &"elif a:\n  b\n".repeat(5000),
            "not a and ".repeat(3000) + "b",
            "x = ".repeat(3000) + "1",
            "f'{a}' ".repeat(3000),
            "-1 + ".repeat(3000) + "1",
            "def f():
"
            .to_owned()
                + &" yield x
"
                .repeat(1000),
        ] {
            assert_eq!(message(&source), "ok", "{}", &source[..40]);
        }
    }

    #[test]
    fn deep_programs_are_refused() {
        let operators = "too many nested operators: split the expression";
        for source in [
            "not ",
            "-",
            "lambda: ",
            "lambda x=1, y=2: ",
            "2**",
            "1 if 1 else ",
            "await ",
            "+ not 1",
            "await -~ not ",
            "x if 1 if ",
        ] {
            assert_eq!(message(&(source.repeat(9000) + "1")), operators, "{source}");
        }
        let sum = "match x:\n case ".to_owned() + &"1 + ".repeat(4000) + "1j: pass\n";
        assert_eq!(message(&sum), operators);
        assert_eq!(
            message(&("(".repeat(201) + &")".repeat(201))),
            "too many nested parentheses"
        );
        assert_eq!(message(&("(".repeat(200) + &")".repeat(200))), "ok");
    }

    #[test]
    fn deep_indentation_is_refused() {
        let nested = |levels: usize| {
            (0..levels)
                .map(|level| " ".repeat(level) + "if 1:\n")
                .collect::<String>()
        };
        assert_eq!(message(&(nested(99) + &" ".repeat(99) + "pass\n")), "ok");
        assert_eq!(
            message(&(nested(101) + &" ".repeat(101) + "pass\n")),
            "too many levels of indentation"
        );
    }

    #[test]
    fn an_expression_may_be_indented() {
        assert!(parse_expression("  \t1 + 1\n", "<string>").is_ok());
    }
}
