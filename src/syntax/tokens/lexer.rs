//! The lexer's state and its main loop.

use super::brackets::Bracket;
use super::fstrings::FString;
use super::indentation::Indentation;
use super::{Fault, FaultPlace, Kind, Token, Tokens};
use crate::syntax::SyntaxErrorKind;

pub type Lexed<T> = Result<T, Box<Fault>>;

/// Cuts `source`, whose lines all end with `\n`, into tokens.
pub fn tokenize(source: &str) -> Tokens {
    let mut lexer = Lexer::new(source);
    let fault = loop {
        match lexer.next() {
            Ok(Some(Kind::End)) => break None,
            Ok(_) => {}
            Err(fault) => break Some(*fault),
        }
    };
    Tokens {
        tokens: lexer.tokens,
        fault,
    }
}

pub struct Lexer<'a> {
    pub source: &'a str,
    pub position: usize,
    /// Where the current token starts.
    pub start: usize,
    pub brackets: Vec<Bracket>,
    pub fstrings: Vec<FString>,
    pub indentation: Indentation,
    tokens: Vec<Token>,
    at_line_start: bool,
}

impl<'a> Lexer<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            position: 0,
            start: 0,
            brackets: Vec::new(),
            fstrings: Vec::new(),
            indentation: Indentation::default(),
            tokens: Vec::new(),
            at_line_start: true,
        }
    }

    /// Cuts the next token; nothing if there was only something to skip.
    fn next(&mut self) -> Lexed<Option<Kind>> {
        let kind = match self.fstrings.last() {
            Some(fstring) if fstring.in_text => self.fstring_text()?,
            _ => self.regular()?,
        };
        self.tokens.extend(kind.map(|kind| Token {
            kind,
            start: self.start as u32,
            end: self.position as u32,
            level: self.brackets.len() as u32,
        }));
        Ok(kind)
    }

    /// The next token outside the text of an f-string; nothing after a line that has none.
    fn regular(&mut self) -> Lexed<Option<Kind>> {
        let mut is_blank = false;
        if std::mem::take(&mut self.at_line_start) {
            is_blank = self.indent()?;
        }
        self.start = self.position;
        if let Some(kind) = self.indentation.next_pending() {
            return Ok(Some(kind));
        }
        self.skip_space();
        self.start = self.position;
        if self.peek() == Some('#') {
            // A newline after a comment starts where the comment does.
            self.position += self.rest().find('\n').unwrap_or(self.rest().len());
        }
        match self.peek() {
            None => self.end_of_file().map(Some),
            Some('\n') => {
                self.position += 1;
                self.at_line_start = true;
                let is_logical = !is_blank && self.brackets.is_empty();
                Ok(is_logical.then_some(Kind::Newline))
            }
            Some('\\') => self.continuation().map(|()| None),
            Some(c) => self.token(c).map(Some),
        }
    }

    fn token(&mut self, c: char) -> Lexed<Kind> {
        let next = self.peek_at(1);
        match c {
            'a'..='z' | 'A'..='Z' | '_' | '\u{80}'.. => self.name_or_string(),
            '0'..='9' => self.number(),
            '.' if next.is_some_and(|c| c.is_ascii_digit()) => self.number(),
            '\'' | '"' => self.string(),
            _ => self.operator(c),
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\x0c')) {
            self.position += 1;
        }
    }

    fn end_of_file(&mut self) -> Lexed<Kind> {
        match self.brackets.last() {
            None => Ok(Kind::End),
            Some(bracket) => Err(self.unclosed(bracket)),
        }
    }

    /// The fault of the innermost bracket that is open.
    pub fn unclosed(&self, bracket: &Bracket) -> Box<Fault> {
        Box::new(Fault {
            kind: SyntaxErrorKind::SyntaxError,
            message: format!("'{}' was never closed", bracket.open),
            line_offset: bracket.offset as u32,
            place: FaultPlace::Unclosed(bracket.offset as u32),
            bracket: Some(bracket.offset as u32),
            in_fstring: !self.fstrings.is_empty(),
            at_end: self.peek().is_none(),
        })
    }

    fn continuation(&mut self) -> Lexed<()> {
        self.position += 1;
        if self.peek() != Some('\n') {
            let message = "unexpected character after line continuation character";
            let place = FaultPlace::Start(self.position as u32);
            return Err(self.fault_at(message, place, self.position));
        }
        self.position += 1;
        if self.peek().is_none() {
            let line = self.position - 1;
            let place = FaultPlace::End(self.position as u32);
            return Err(self.fault_at("unexpected EOF while parsing", place, line));
        }
        Ok(())
    }

    /// An error about the character before the lexer's position.
    pub fn fault(&self, message: impl Into<String>) -> Box<Fault> {
        self.fault_at(
            message,
            FaultPlace::Before(self.position as u32),
            self.position,
        )
    }

    pub fn fault_at(
        &self,
        message: impl Into<String>,
        place: FaultPlace,
        line: usize,
    ) -> Box<Fault> {
        Box::new(Fault {
            kind: SyntaxErrorKind::SyntaxError,
            message: message.into(),
            line_offset: line as u32,
            place,
            bracket: self.brackets.last().map(|bracket| bracket.offset as u32),
            in_fstring: !self.fstrings.is_empty(),
            at_end: self.peek().is_none(),
        })
    }

    pub fn rest(&self) -> &'a str {
        &self.source[self.position..]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character `count` after the next one.
    pub fn peek_at(&self, count: usize) -> Option<char> {
        self.rest().chars().nth(count)
    }

    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.position += c.len_utf8();
        Some(c)
    }

    pub fn line_number(&self, offset: usize) -> usize {
        self.source[..offset].matches('\n').count() + 1
    }
}
