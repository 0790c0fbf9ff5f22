//! Matches tokens against the grammar, remembering what it found and how far it looked.

use super::super::tokens::{Kind, Token, Tokens};
use super::actions::Finding;
use super::grammar::{Alternative, Grammar, Item, RuleIndex};
use super::memory::Memory;

/// Rules nest at most this deep, for the sake of the stack.
const MAX_DEPTH: usize = 800;
/// The rules around a statement that stands in no other.
const STATEMENT_DEPTH: usize = 2;
const SOFT_KEYWORDS: [&str; 4] = ["_", "case", "match", "type"];

/// Why matching stopped for good.
pub enum Stop {
    /// The lexer's fault was reached.
    Fault,
    Found(Box<Finding>),
    TooDeep,
}

pub type Matched = Result<Option<usize>, Stop>;

/// A named part of an alternative: the indices of its tokens, the end exclusive.
#[derive(Clone, Copy)]
pub struct Capture {
    pub name: char,
    pub start: usize,
    pub end: usize,
}

pub struct Matcher<'a> {
    grammar: &'static Grammar,
    pub source: &'a str,
    pub tokens: &'a Tokens,
    /// The index of the last token that was looked at.
    pub furthest: usize,
    /// The index of the first token of the compound statement furthest down that matched. CPython
    /// does not count functions.
    pub last_statement: Option<usize>,
    statement: RuleIndex,
    compound: RuleIndex,
    function: RuleIndex,
    explains: bool,
    depth: usize,
    memory: Memory,
}

impl<'a> Matcher<'a> {
    pub fn new(source: &'a str, tokens: &'a Tokens) -> Self {
        let grammar = Grammar::get();
        Self {
            grammar,
            source,
            tokens,
            furthest: 0,
            last_statement: None,
            statement: grammar.rule("statement"),
            compound: grammar.rule("compound_stmt"),
            function: grammar.rule("function_def"),
            explains: false,
            depth: 0,
            memory: Memory::new(tokens.tokens.len(), grammar.rules.len()),
        }
    }

    /// Matches all tokens against the rule `start`; `explains` also tries the mistakes.
    pub fn run(&mut self, start: &str, explains: bool) -> Matched {
        self.memory.clear();
        self.explains = explains;
        self.depth = 0;
        self.rule(self.grammar.rule(start), 0)
    }

    /// Whether all of the source was looked at.
    pub fn is_at_end(&self) -> bool {
        let last = &self.tokens.tokens[self.furthest];
        matches!(last.kind, Kind::End | Kind::Dedent) && last.start as usize == self.source.len()
    }

    pub fn text(&self, index: usize) -> &'a str {
        let token = &self.tokens.tokens[index];
        &self.source[token.start as usize..token.end as usize]
    }

    fn rule(&mut self, index: RuleIndex, position: usize) -> Matched {
        let rule = &self.grammar.rules[index];
        if rule.is_mistake && !self.explains {
            return Ok(None);
        }
        if let Some(known) = self.memory.get(index, position) {
            return Ok(known);
        }
        if self.depth >= MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        self.token(position)?;
        self.depth += 1;
        let explains = self.explains;
        self.explains &= !rule.is_silent;
        let end = self.alternatives(&rule.alternatives, position);
        self.explains = explains;
        self.depth -= 1;
        let end = end?;
        if index == self.compound && end.is_some() {
            let is_function = self.memory.get(self.function, position) == Some(end);
            self.last_statement = self.last_statement.max((!is_function).then_some(position));
        }
        self.memory.insert(index, position, end);
        if let (true, Some(end)) = (
            index == self.statement && self.depth == STATEMENT_DEPTH,
            end,
        ) {
            // What stands before a statement of the file is never tried again.
            self.memory.forget_before(end);
        }
        Ok(end)
    }

    fn alternatives(&mut self, alternatives: &'static [Alternative], position: usize) -> Matched {
        for alternative in alternatives {
            let mut captures = Vec::new();
            let mut is_cut = false;
            let end = self.sequence(&alternative.items, position, &mut captures, &mut is_cut)?;
            match (end, &alternative.action) {
                (None, _) if is_cut => return Ok(None),
                (None, _) => {}
                (Some(end), None) => return Ok(Some(end)),
                (Some(end), Some(action)) => {
                    // A mistake that turns out to be none ends its rule, as in CPython.
                    let finding = self.act(action, &captures, end);
                    return finding.map_or(Ok(None), |found| Err(Stop::Found(Box::new(found))));
                }
            }
        }
        Ok(None)
    }

    fn sequence(
        &mut self,
        items: &'static [Item],
        mut position: usize,
        captures: &mut Vec<Capture>,
        is_cut: &mut bool,
    ) -> Matched {
        for item in items {
            if matches!(item, Item::Cut) {
                *is_cut = true;
                continue;
            }
            match self.item(item, position, captures)? {
                Some(end) => position = end,
                None => return Ok(None),
            }
        }
        Ok(Some(position))
    }

    fn item(
        &mut self,
        item: &'static Item,
        position: usize,
        captures: &mut Vec<Capture>,
    ) -> Matched {
        match item {
            Item::Keyword(text) => self.eat(position, |matcher, token| {
                matches!(token.kind, Kind::Keyword | Kind::Operator)
                    && matcher.text(position) == *text
            }),
            Item::SoftKeyword(text) => self.eat(position, |matcher, token| {
                token.kind == Kind::Name && matcher.text(position) == *text
            }),
            Item::AnySoftKeyword => self.eat(position, |matcher, token| {
                token.kind == Kind::Name && SOFT_KEYWORDS.contains(&matcher.text(position))
            }),
            Item::Class(kind) => self.eat(position, |_, token| token.kind == *kind),
            Item::Rule(index) => self.rule(*index, position),
            Item::Group(alternatives) => self.group(alternatives, position, captures),
            Item::Optional(item) => Ok(Some(
                self.item(item, position, captures)?.unwrap_or(position),
            )),
            Item::Repeat(least, item) => self.repeat(*least, item, position, captures),
            Item::List(separator, item) => self.list(separator, item, position, captures),
            Item::Ahead(wanted, item) => {
                let matches = self.item(item, position, captures)?.is_some();
                Ok((matches == *wanted).then_some(position))
            }
            Item::Cut => Ok(Some(position)),
            Item::Forced(text) => self.forced(text, position),
            Item::Capture(name, item) => {
                let Some(end) = self.item(item, position, captures)? else {
                    return Ok(None);
                };
                captures.push(Capture {
                    name: *name,
                    start: position,
                    end,
                });
                Ok(Some(end))
            }
        }
    }

    /// Alternatives inside a rule; unlike a rule's, their captures belong to what surrounds them.
    fn group(
        &mut self,
        alternatives: &'static [Alternative],
        position: usize,
        captures: &mut Vec<Capture>,
    ) -> Matched {
        for alternative in alternatives {
            let before = captures.len();
            let mut is_cut = false;
            let end = self.sequence(&alternative.items, position, captures, &mut is_cut)?;
            if end.is_some() || is_cut {
                return Ok(end);
            }
            captures.truncate(before);
        }
        Ok(None)
    }

    fn repeat(
        &mut self,
        least: usize,
        item: &'static Item,
        mut position: usize,
        captures: &mut Vec<Capture>,
    ) -> Matched {
        let mut count = 0;
        while let Some(end) = self.item(item, position, captures)? {
            count += 1;
            if end == position {
                break;
            }
            position = end;
        }
        Ok((count >= least).then_some(position))
    }

    fn list(
        &mut self,
        separator: &'static Item,
        item: &'static Item,
        position: usize,
        captures: &mut Vec<Capture>,
    ) -> Matched {
        let Some(mut position) = self.item(item, position, captures)? else {
            return Ok(None);
        };
        while let Some(next) = self.item(separator, position, captures)? {
            let Some(end) = self.item(item, next, captures)? else {
                break;
            };
            position = end;
        }
        Ok(Some(position))
    }

    fn forced(&mut self, text: &str, position: usize) -> Matched {
        let found = self.token(position)?.is_some();
        if found && self.text(position) == text {
            return Ok(Some(position + 1));
        }
        if !self.explains {
            return Ok(None);
        }
        Err(Stop::Found(Box::new(Finding::expected(text, position))))
    }

    fn eat(&mut self, position: usize, fits: impl Fn(&Self, Token) -> bool) -> Matched {
        let token = self.token(position)?;
        Ok(token
            .filter(|token| fits(self, *token))
            .map(|_| position + 1))
    }

    /// Looks at a token; nothing past the end.
    fn token(&mut self, position: usize) -> Result<Option<Token>, Stop> {
        let token = self.tokens.tokens.get(position).copied();
        match token {
            Some(_) => self.furthest = self.furthest.max(position),
            None if self.tokens.fault.is_some() => return Err(Stop::Fault),
            None => {}
        }
        Ok(token)
    }
}
