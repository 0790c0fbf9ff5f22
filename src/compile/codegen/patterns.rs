//! `match`: patterns test the subject and collect captures, which are bound once all has matched.

use super::Generator;
use super::conditions::immediate_jump;
use crate::bytecode::{Constant, Op};
use crate::compile::assembler::Label;
use crate::compile::error::{CompileError, CompileResult};
use crate::syntax::ast::{self, CmpOp, Expr, Identifier, MatchCase, Pattern, Singleton};
use crate::syntax::{Ranged, TextRange};

/// The names that a pattern captures, each with the register where its value waits.
type Captures<'a> = Vec<(&'a str, u16)>;

impl<'a> Generator<'a> {
    pub(super) fn matching(&mut self, node: &'a ast::StmtMatch) -> CompileResult {
        let end = self.label();
        self.scratch(|this| {
            let subject = this.fresh(&node.subject)?;
            let last = node.cases.len().saturating_sub(1);
            for (position, case) in node.cases.iter().enumerate() {
                if position < last && case.guard.is_none() {
                    check_refutable(&case.pattern)?;
                }
                this.scratch(|this| this.case(case, subject, end))?;
            }
            Ok(())
        })?;
        self.unit.place(end);
        Ok(())
    }

    fn case(&mut self, case: &'a MatchCase, subject: u16, end: Label) -> CompileResult {
        let next = self.label();
        let mut captures = Captures::new();
        for name in captured_names(&case.pattern)? {
            captures.push((name, self.temporary(case.range())?));
        }
        self.scratch(|this| this.pattern(&case.pattern, subject, next, &captures))?;
        for (name, register) in &captures {
            self.store_name(name, *register, case.pattern.range())?;
        }
        if let Some(guard) = &case.guard {
            self.jump_unless(guard, next)?;
        }
        self.statements(&case.body)?;
        self.unit.jump(case.range(), end);
        self.unit.place(next);
        Ok(())
    }

    /// Goes on if the subject matches, with its captures in their registers, else jumps to `fail`.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        self.deeper(pattern.range(), |this| {
            this.scratch(|this| this.pattern_inner(pattern, subject, fail, captures))
        })
    }

    fn pattern_inner(
        &mut self,
        pattern: &'a Pattern,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        match pattern {
            Pattern::MatchValue(node) => self.match_value(&node.value, subject, fail),
            Pattern::MatchSingleton(node) => self.match_singleton(node, subject, fail),
            Pattern::MatchSequence(node) => self.match_sequence(node, subject, fail, captures),
            Pattern::MatchMapping(node) => self.match_mapping(node, subject, fail, captures),
            Pattern::MatchClass(node) => self.match_class(node, subject, fail, captures),
            Pattern::MatchStar(node) => {
                self.capture(node.name.as_ref(), subject, captures);
                Ok(())
            }
            Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner, subject, fail, captures)?;
                }
                self.capture(node.name.as_ref(), subject, captures);
                Ok(())
            }
            Pattern::MatchOr(node) => self.match_or(node, subject, fail, captures),
        }
    }

    fn capture(&mut self, name: Option<&'a Identifier>, subject: u16, captures: &Captures<'a>) {
        let Some(name) = name else {
            return;
        };
        if let Some((_, register)) = captures.iter().find(|(known, _)| *known == name.as_str()) {
            self.move_to(*register, subject, name.range());
        }
    }

    fn match_value(&mut self, value: &'a Expr, subject: u16, fail: Label) -> CompileResult {
        let range = value.range();
        let op = match super::operators::immediate(value) {
            Some(b) => Op::JumpIfNotEqImm { a: subject, b, to: 0 },
            None => {
                let b = self.operand(value)?;
                Op::JumpIfNotEq { a: subject, b, to: 0 }
            }
        };
        self.unit.branch(range, op, fail);
        Ok(())
    }

    fn match_singleton(&mut self, node: &'a ast::PatternMatchSingleton, subject: u16, fail: Label) -> CompileResult {
        let range = node.range();
        let value = match node.value {
            Singleton::None => {
                self.unit.branch(range, Op::JumpIfNotNone { src: subject, to: 0 }, fail);
                return Ok(());
            }
            Singleton::True => true,
            Singleton::False => false,
        };
        let b = self.temporary(range)?;
        self.constant(Constant::Bool(value), b, range)?;
        self.unit.branch(range, Op::JumpIfIsNot { a: subject, b, to: 0 }, fail);
        Ok(())
    }

    fn match_sequence(
        &mut self,
        node: &'a ast::PatternMatchSequence,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        let range = node.range();
        let star = star_position(&node.patterns)?;
        let test = self.temporary(range)?;
        self.emit(range, Op::MatchSequence { dst: test, src: subject });
        self.branch_on(test, fail, false, range);
        let needed = node.patterns.len() - usize::from(star.is_some());
        match star {
            None => self.check_length(subject, CmpOp::Eq, needed, fail, range)?,
            Some(_) if needed > 0 => self.check_length(subject, CmpOp::GtE, needed, fail, range)?,
            Some(_) => {}
        }
        if node.patterns.iter().all(is_wildcard) {
            return Ok(());
        }
        if let Some(star) = star
            && is_wildcard(&node.patterns[star])
        {
            return self.match_items(&node.patterns, star, subject, fail, captures);
        }
        let base = self.unpack_to_temporaries(node.patterns.len(), star, subject, range)?;
        self.subpatterns(&node.patterns, base, fail, captures)
    }

    /// The items before and after a `*_`, by their index: what lies between is not looked at.
    fn match_items(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        for (at, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| !is_wildcard(pattern)) {
            let range = pattern.range();
            let item = self.temporary(range)?;
            let key = self.temporary(range)?;
            if at < star {
                self.constant(Constant::Int(at as i64), key, range)?;
            } else {
                let length = self.temporary(range)?;
                self.emit(range, Op::GetLen { dst: length, src: subject });
                self.constant(Constant::Int((patterns.len() - at) as i64), key, range)?;
                self.emit(range, Op::Sub { dst: key, a: length, b: key });
            }
            self.emit(range, Op::LoadItem { dst: item, obj: subject, key });
            self.pattern(pattern, item, fail, captures)?;
        }
        Ok(())
    }

    fn subpatterns(
        &mut self,
        patterns: impl IntoIterator<Item = &'a Pattern>,
        base: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        for (register, pattern) in (base..).zip(patterns) {
            self.pattern(pattern, register, fail, captures)?;
        }
        Ok(())
    }

    fn check_length(
        &mut self,
        subject: u16,
        operator: CmpOp,
        length: usize,
        fail: Label,
        range: TextRange,
    ) -> CompileResult {
        self.scratch(|this| {
            let a = this.temporary(range)?;
            this.emit(range, Op::GetLen { dst: a, src: subject });
            let Some(op) = i16::try_from(length).ok().and_then(|b| immediate_jump(operator, a, b, false)) else {
                return Err(CompileError::new("too many sub-patterns", range));
            };
            this.unit.branch(range, op, fail);
            Ok(())
        })
    }

    fn match_mapping(
        &mut self,
        node: &'a ast::PatternMatchMapping,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        let range = node.range();
        let test = self.temporary(range)?;
        self.emit(range, Op::MatchMapping { dst: test, src: subject });
        self.branch_on(test, fail, false, range);
        let count = node.keys.len();
        if count > 0 {
            self.check_length(subject, CmpOp::GtE, count, fail, range)?;
        }
        let keys = self.unit.allocate(count.max(1), range)?;
        for (register, key) in (keys..).zip(&node.keys) {
            self.expression(key, register)?;
        }
        if count > 0 {
            let values = self.unit.allocate(count + 1, range)?;
            self.emit(range, Op::BuildTuple { dst: values, base: keys, count: count as u16 });
            self.emit(range, Op::MatchKeys { dst: values, subject, keys: values });
            self.unit.branch(range, Op::JumpIfNone { src: values, to: 0 }, fail);
            let base = values + 1;
            self.emit(range, Op::UnpackSequence { src: values, base, count: count as u16 });
            self.subpatterns(&node.patterns, base, fail, captures)?;
        }
        if let Some(rest) = &node.rest {
            let dict = self.temporary(range)?;
            self.emit(range, Op::BuildDict { dst: dict, base: dict, count: 0 });
            self.emit(range, Op::DictUpdate { dict, src: subject });
            for key in keys..keys + count as u16 {
                self.emit(range, Op::DeleteItem { obj: dict, key });
            }
            self.capture(Some(rest), dict, captures);
        }
        Ok(())
    }

    fn match_class(
        &mut self,
        node: &'a ast::PatternMatchClass,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        let range = node.range();
        let arguments = &node.arguments;
        let base = self.unit.allocate(3, range)?;
        self.move_to(base, subject, range);
        self.expression(&node.cls, base + 1)?;
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            let name = Constant::Str(self.mangled(keyword.attr.as_str()).to_string());
            if names.contains(&name) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return Err(CompileError::new(message, keyword.range()));
            }
            names.push(name);
        }
        self.constant(Constant::Tuple(names), base + 2, range)?;
        let positional = arguments.patterns.len();
        self.emit(range, Op::MatchClass { dst: base, base, count: positional as u16 });
        self.unit.branch(range, Op::JumpIfNone { src: base, to: 0 }, fail);
        let total = positional + arguments.keywords.len();
        if total == 0 {
            return Ok(());
        }
        let values = self.unpack_to_temporaries(total, None, base, range)?;
        let keywords = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        self.subpatterns(arguments.patterns.iter().chain(keywords), values, fail, captures)
    }

    fn match_or(
        &mut self,
        node: &'a ast::PatternMatchOr,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> CompileResult {
        let matched = self.label();
        let Some((last, before)) = node.patterns.split_last() else {
            return Ok(());
        };
        for alternative in before {
            check_refutable(alternative)?;
            let next = self.label();
            self.pattern(alternative, subject, next, captures)?;
            self.unit.jump(alternative.range(), matched);
            self.unit.place(next);
        }
        self.pattern(last, subject, fail, captures)?;
        self.unit.place(matched);
        Ok(())
    }
}

/// Refuses a pattern that always matches where others follow it.
fn check_refutable(pattern: &Pattern) -> CompileResult {
    let message = match pattern {
        Pattern::MatchAs(node) => match (&node.pattern, &node.name) {
            (Some(inner), _) => return check_refutable(inner),
            (None, Some(name)) => format!("name capture '{name}' makes remaining patterns unreachable"),
            (None, None) => "wildcard makes remaining patterns unreachable".to_owned(),
        },
        Pattern::MatchOr(node) => match node.patterns.last() {
            Some(last) => return check_refutable(last),
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    Err(CompileError::new(message, pattern.range()))
}

fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => node.pattern.is_none() && node.name.is_none(),
        Pattern::MatchStar(node) => node.name.is_none(),
        _ => false,
    }
}

fn star_position(patterns: &[Pattern]) -> CompileResult<Option<usize>> {
    let mut stars = patterns.iter().enumerate().filter(|(_, pattern)| matches!(pattern, Pattern::MatchStar(_)));
    let first = stars.next().map(|(position, _)| position);
    match stars.next() {
        Some((_, second)) => Err(CompileError::new(
            "multiple starred expressions in sequence pattern",
            second.range(),
        )),
        None => Ok(first),
    }
}

/// The names that a pattern binds, in order; each only once, and the same in all alternatives.
fn captured_names(pattern: &Pattern) -> CompileResult<Vec<&str>> {
    let mut names = Vec::new();
    collect_names(pattern, &mut names)?;
    Ok(names)
}

fn collect_names<'a>(pattern: &'a Pattern, names: &mut Vec<&'a str>) -> CompileResult {
    match pattern {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => Ok(()),
        Pattern::MatchSequence(node) => node.patterns.iter().try_for_each(|inner| collect_names(inner, names)),
        Pattern::MatchMapping(node) => {
            node.patterns.iter().try_for_each(|inner| collect_names(inner, names))?;
            add_name(node.rest.as_ref(), names)
        }
        Pattern::MatchClass(node) => {
            let keywords = node.arguments.keywords.iter().map(|keyword| &keyword.pattern);
            node.arguments.patterns.iter().chain(keywords).try_for_each(|inner| collect_names(inner, names))
        }
        Pattern::MatchStar(node) => add_name(node.name.as_ref(), names),
        Pattern::MatchAs(node) => {
            node.pattern.iter().try_for_each(|inner| collect_names(inner, names))?;
            add_name(node.name.as_ref(), names)
        }
        Pattern::MatchOr(node) => collect_alternatives(node, names),
    }
}

fn collect_alternatives<'a>(node: &'a ast::PatternMatchOr, names: &mut Vec<&'a str>) -> CompileResult {
    let mut common: Option<Vec<&str>> = None;
    for alternative in &node.patterns {
        let mut own = captured_names(alternative)?;
        crate::sorted::sort(&mut own);
        match &common {
            Some(known) if *known != own => {
                return Err(CompileError::new("alternative patterns bind different names", node.range()));
            }
            Some(_) => {}
            None => common = Some(own),
        }
    }
    for name in common.unwrap_or_default() {
        check_new(name, names, node.range())?;
        names.push(name);
    }
    Ok(())
}

fn add_name<'a>(name: Option<&'a Identifier>, names: &mut Vec<&'a str>) -> CompileResult {
    let Some(name) = name else {
        return Ok(());
    };
    check_new(name.as_str(), names, name.range())?;
    names.push(name.as_str());
    Ok(())
}

fn check_new(name: &str, names: &[&str], range: TextRange) -> CompileResult {
    if names.contains(&name) {
        let message = format!("multiple assignments to name '{name}' in pattern");
        return Err(CompileError::new(message, range));
    }
    Ok(())
}
