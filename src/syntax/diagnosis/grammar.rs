//! Reads `grammar.txt` into rules that the matcher walks.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::super::tokens::Kind;

pub type RuleIndex = usize;

pub struct Grammar {
    pub rules: Vec<Rule>,
    names: HashMap<&'static str, RuleIndex>,
}

pub struct Rule {
    pub alternatives: Vec<Alternative>,
    /// Whether it is only tried when a program is being explained.
    pub is_mistake: bool,
    /// Whether nothing under it is explained.
    pub is_silent: bool,
}

pub struct Alternative {
    pub items: Vec<Item>,
    pub action: Option<Action>,
}

pub enum Item {
    Keyword(&'static str),
    SoftKeyword(&'static str),
    AnySoftKeyword,
    Class(Kind),
    Rule(RuleIndex),
    Group(Vec<Alternative>),
    Optional(Box<Item>),
    /// At least this many times.
    Repeat(usize, Box<Item>),
    List(Box<Item>, Box<Item>),
    Ahead(bool, Box<Item>),
    Cut,
    Forced(&'static str),
    Capture(char, Box<Item>),
}

/// What is said when an alternative of a mistake matches.
pub struct Action {
    pub form: &'static str,
    pub arguments: Vec<&'static str>,
    pub is_indentation: bool,
    pub message: &'static str,
}

impl Grammar {
    pub fn get() -> &'static Self {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(|| Self::read(include_str!("grammar.txt")))
    }

    pub fn rule(&self, name: &str) -> RuleIndex {
        *self
            .names
            .get(name)
            .unwrap_or_else(|| panic!("the grammar has no rule {name}"))
    }

    fn read(text: &'static str) -> Self {
        let sources = split_rules(text);
        let names = sources
            .iter()
            .enumerate()
            .map(|(index, (name, _))| (*name, index))
            .collect();
        let mut grammar = Self {
            rules: Vec::new(),
            names,
        };
        for (name, source) in sources {
            let mut reader = Reader {
                grammar: &grammar,
                rest: source,
            };
            let alternatives = reader.alternatives();
            reader.skip_space();
            assert!(
                reader.rest.is_empty(),
                "rule {name} ends before {}",
                reader.rest
            );
            grammar.rules.push(Rule {
                alternatives,
                is_mistake: name.starts_with("invalid_"),
                is_silent: name == "expression_silently",
            });
        }
        grammar
    }
}

/// Each rule's name and what follows its `=`.
fn split_rules(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '#', '\n']) || line.starts_with('#') {
            starts.push((offset, line.starts_with('#')));
        }
        offset += line.len();
    }
    starts.push((text.len(), true));
    let rule = |pair: &[(usize, bool)]| {
        let [(start, is_comment), (end, _)] = *pair else {
            return None;
        };
        let (name, body) = text[start..end].split_once('=').filter(|_| !is_comment)?;
        Some((name.trim(), body))
    };
    starts.windows(2).filter_map(rule).collect()
}

struct Reader<'g> {
    grammar: &'g Grammar,
    rest: &'static str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, text: &str) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn until(&mut self, end: &str) -> &'static str {
        let (taken, rest) = self
            .rest
            .split_once(end)
            .expect("the grammar is well formed");
        self.rest = rest;
        taken
    }

    fn word(&mut self) -> &'static str {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let length = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    fn alternatives(&mut self) -> Vec<Alternative> {
        let mut alternatives = vec![self.alternative()];
        while self.eat("|") {
            alternatives.push(self.alternative());
        }
        alternatives
    }

    fn alternative(&mut self) -> Alternative {
        let mut items = Vec::new();
        loop {
            if self.eat("->") {
                let line = self.until("\n");
                return Alternative {
                    items,
                    action: Some(read_action(line.trim())),
                };
            }
            self.skip_space();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')', ']']) {
                return Alternative {
                    items,
                    action: None,
                };
            }
            items.push(self.item());
        }
    }

    fn item(&mut self) -> Item {
        self.skip_space();
        if self.eat("&&'") {
            return Item::Forced(self.until("'"));
        }
        if self.eat("&") {
            return Item::Ahead(true, Box::new(self.item()));
        }
        if self.eat("!") {
            return Item::Ahead(false, Box::new(self.item()));
        }
        if self.eat("~") {
            return Item::Cut;
        }
        let atom = self.atom();
        match self.rest.as_bytes().first() {
            Some(b'*') => {
                self.rest = &self.rest[1..];
                Item::Repeat(0, Box::new(atom))
            }
            Some(b'+') => {
                self.rest = &self.rest[1..];
                Item::Repeat(1, Box::new(atom))
            }
            Some(b'.') => {
                self.rest = &self.rest[1..];
                let element = self.atom();
                assert!(self.eat("+"), "a list has at least one element");
                Item::List(Box::new(atom), Box::new(element))
            }
            _ => atom,
        }
    }

    fn atom(&mut self) -> Item {
        if self.eat("'") {
            return Item::Keyword(self.until("'"));
        }
        if self.eat("\"") {
            return Item::SoftKeyword(self.until("\""));
        }
        if self.eat("(") {
            let alternatives = self.alternatives();
            assert!(self.eat(")"), "a group is closed");
            return Item::Group(alternatives);
        }
        if self.eat("[") {
            let alternatives = self.alternatives();
            assert!(self.eat("]"), "an option is closed");
            return Item::Optional(Box::new(Item::Group(alternatives)));
        }
        let word = self.word();
        if let Some(rest) = self.rest.strip_prefix(':') {
            self.rest = rest;
            let name = word.chars().next().expect("a capture has a name");
            return Item::Capture(name, Box::new(self.item()));
        }
        match token_class(word) {
            Some(kind) => Item::Class(kind),
            None if word == "SOFT_KEYWORD" => Item::AnySoftKeyword,
            None => Item::Rule(self.grammar.rule(word)),
        }
    }
}

fn token_class(word: &str) -> Option<Kind> {
    Some(match word {
        "NAME" => Kind::Name,
        "NUMBER" => Kind::Number,
        "STRING" => Kind::String,
        "NEWLINE" => Kind::Newline,
        "INDENT" => Kind::Indent,
        "DEDENT" => Kind::Dedent,
        "END" => Kind::End,
        "FSTRING_START" => Kind::FStringStart,
        "FSTRING_MIDDLE" => Kind::FStringMiddle,
        "FSTRING_END" => Kind::FStringEnd,
        "TSTRING_START" => Kind::TStringStart,
        "TSTRING_MIDDLE" => Kind::TStringMiddle,
        "TSTRING_END" => Kind::TStringEnd,
        _ => return None,
    })
}

fn read_action(line: &'static str) -> Action {
    let (form, mut rest) = line.split_once(' ').unwrap_or((line, ""));
    let count = match form {
        "last" | "next" => 0,
        "at" | "from" | "call" => 1,
        "range" | "target" => 2,
        _ => panic!("the grammar has no action {form}"),
    };
    let mut arguments = Vec::new();
    for _ in 0..count {
        let (argument, tail) = rest.split_once(' ').unwrap_or((rest, ""));
        arguments.push(argument);
        rest = tail;
    }
    let message = rest.strip_prefix("indent ");
    Action {
        form,
        arguments,
        is_indentation: message.is_some(),
        message: message.unwrap_or(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_well_formed() {
        let grammar = Grammar::get();
        assert!(grammar.rules.len() > 100);
        assert!(grammar.rules[grammar.rule("invalid_block")].is_mistake);
    }
}
