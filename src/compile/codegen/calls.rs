//! Calls: arguments are evaluated straight into the window that becomes the callee's registers.

use super::Generator;
use super::names::Place;
use crate::bytecode::{Constant, Op};
use crate::compile::error::CompileResult;
use crate::compile::unit::Variable;
use crate::syntax::ast::{self, Expr, Keyword};
use crate::syntax::ast::name::Name;
use crate::syntax::{Ranged, TextRange};

/// A call being prepared: its window, whether `f+1` matters, and where it is reported.
struct Window {
    f: u16,
    has_self: bool,
    range: TextRange,
}

/// Registers of arguments before and after those of the source.
#[derive(Clone, Copy, Default)]
struct Around<'r> {
    first: &'r [u16],
    last: Option<u16>,
}

impl<'a> Generator<'a> {
    #[inline(never)]
    pub(super) fn call(&mut self, call: &'a ast::ExprCall, dst: u16) -> CompileResult {
        if self.bare_super(call, dst)? {
            return Ok(());
        }
        let window = self.callee(call)?;
        self.arguments(&window, &call.arguments, dst)
    }

    fn callee(&mut self, call: &'a ast::ExprCall) -> CompileResult<Window> {
        let range = call.range();
        let f = self.unit.allocate(2, range)?;
        let Expr::Attribute(attribute) = &*call.func else {
            self.expression(&call.func, f)?;
            return Ok(Window { f, has_self: false, range });
        };
        let at = self.attribute_range(attribute);
        let range = if at == attribute.range() { range } else { TextRange::new(at.start(), range.end()) };
        self.method(attribute, f, at)?;
        Ok(Window { f, has_self: true, range })
    }

    #[inline(never)]
    fn method(&mut self, attribute: &'a ast::ExprAttribute, f: u16, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            if let Some(args) = this.super_arguments(attribute)? {
                let site = this.attribute_site(attribute)?;
                this.emit(range, Op::LoadSuperMethod { f, args, site });
                return Ok(());
            }
            let obj = match &*attribute.value {
                Expr::Name(name) => match this.local_in_place(name.id.as_str(), name.range())? {
                    Some(register) => register,
                    None => this.into_register(&attribute.value, f)?,
                },
                value => this.into_register(value, f)?,
            };
            let site = this.attribute_site(attribute)?;
            this.emit(range, Op::LoadMethod { f, obj, site });
            Ok(())
        })
    }

    fn into_register(&mut self, expression: &'a Expr, register: u16) -> CompileResult<u16> {
        self.expression(expression, register)?;
        Ok(register)
    }

    #[inline(never)]
    fn arguments(&mut self, window: &Window, arguments: &'a ast::Arguments, dst: u16) -> CompileResult {
        let starred = arguments.args.iter().any(Expr::is_starred_expr);
        let unpacked = arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
        if starred || unpacked {
            return self.call_unpacked(window, Around::default(), arguments, dst);
        }
        for argument in &arguments.args {
            let slot = self.temporary(argument.range())?;
            self.expression(argument, slot)?;
        }
        self.call_with_keywords(window, arguments.args.len(), &arguments.keywords, dst)
    }

    /// The keyword arguments and the call itself, after `positional` arguments are in place.
    fn call_with_keywords(
        &mut self,
        window: &Window,
        positional: usize,
        keywords: &'a [Keyword],
        dst: u16,
    ) -> CompileResult {
        let Window { f, has_self, range } = *window;
        if keywords.is_empty() {
            let argc = positional as u16;
            self.emit(range, if has_self { Op::CallMethod { f, argc, dst } } else { Op::Call { f, argc, dst } });
            return Ok(());
        }
        let mut names = Vec::new();
        for keyword in keywords {
            let slot = self.temporary(keyword.range())?;
            self.expression(&keyword.value, slot)?;
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            names.push(Constant::Str(name.to_owned()));
        }
        let names = self.unit.pools.constant(Constant::Tuple(names), range)?;
        self.no_self(window);
        let argc = (positional + keywords.len()) as u16;
        self.emit(range, Op::CallKeywords { f, argc, names });
        self.move_to(dst, f, range);
        Ok(())
    }

    fn no_self(&mut self, window: &Window) {
        if !window.has_self {
            self.emit(window.range, Op::Clear { dst: window.f + 1 });
        }
    }

    /// A call with `*args` or `**kwargs`.
    #[inline(never)]
    fn call_unpacked(
        &mut self,
        window: &Window,
        around: Around<'_>,
        arguments: &'a ast::Arguments,
        dst: u16,
    ) -> CompileResult {
        let Window { f, range, .. } = *window;
        let packed = self.unit.allocate(2, range)?;
        self.scratch(|this| this.pack_positional(around, &arguments.args, packed, (f, range)))?;
        self.scratch(|this| this.pack_keywords(&arguments.keywords, packed + 1, f, range))?;
        self.no_self(window);
        self.emit(range, Op::CallUnpacked { f, dst });
        Ok(())
    }

    fn pack_positional(&mut self, around: Around<'_>, args: &'a [Expr], list: u16, call: (u16, TextRange)) -> CompileResult {
        let (f, range) = call;
        if around.first.is_empty() && around.last.is_none() {
            if let [Expr::Starred(only)] = args {
                let src = self.operand(&only.value)?;
                self.emit(range, Op::StarArgument { dst: list, src, f });
                return Ok(());
            }
            if args.iter().any(Expr::is_starred_expr) {
                return self.list(args, list, range);
            }
            return self.tuple(args, list, range);
        }
        let base = self.unit.allocate(around.first.len().max(1), range)?;
        for (register, src) in (base..).zip(around.first) {
            self.move_to(register, *src, range);
        }
        let count = around.first.len() as u16;
        self.emit(range, Op::BuildList { dst: list, base, count });
        self.extend_list(args, list, range)?;
        if let Some(src) = around.last {
            self.emit(range, Op::ListAppend { list, src });
        }
        Ok(())
    }

    fn pack_keywords(&mut self, keywords: &'a [Keyword], dict: u16, f: u16, range: TextRange) -> CompileResult {
        if keywords.is_empty() {
            self.emit(range, Op::Clear { dst: dict });
            return Ok(());
        }
        self.emit(range, Op::BuildDict { dst: dict, base: dict, count: 0 });
        let mut merged = false;
        for keyword in keywords {
            self.scratch(|this| this.pack_keyword(keyword, dict, (f, range), &mut merged))?;
        }
        Ok(())
    }

    /// After a `**` any name may be there already, so later ones are merged too, which checks it.
    fn pack_keyword(&mut self, keyword: &'a Keyword, dict: u16, call: (u16, TextRange), merged: &mut bool) -> CompileResult {
        let (f, range) = call;
        let Some(name) = &keyword.arg else {
            let src = self.operand(&keyword.value)?;
            self.emit(range, Op::DictMerge { dict, src, f });
            *merged = true;
            return Ok(());
        };
        let key = self.unit.allocate(2, range)?;
        self.constant(Constant::Str(name.to_string()), key, range)?;
        self.expression(&keyword.value, key + 1)?;
        if *merged {
            let src = self.temporary(range)?;
            self.emit(range, Op::BuildDict { dst: src, base: key, count: 1 });
            self.emit(range, Op::DictMerge { dict, src, f });
        } else {
            self.emit(range, Op::DictAdd { dict, key, value: key + 1 });
        }
        Ok(())
    }

    /// A call of `f` whose first arguments are already in `f+2`...; those of the source follow, then `last`.
    pub(super) fn call_with_more(
        &mut self,
        f: u16,
        before: u16,
        arguments: Option<&'a ast::Arguments>,
        last: Option<u16>,
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        let mut window = Window { f, has_self: false, range };
        let (args, keywords) = arguments.map_or((&[][..], &[][..]), |all| (&*all.args, &*all.keywords));
        let unpacked = keywords.iter().any(|keyword| keyword.arg.is_none());
        if let Some(arguments) = arguments
            && (unpacked || args.iter().any(Expr::is_starred_expr))
        {
            let first: Vec<u16> = (f + 2..f + 2 + before).collect();
            window.f = self.unit.allocate(2, range)?;
            self.move_to(window.f, f, range);
            return self.call_unpacked(&window, Around { first: &first, last }, arguments, dst);
        }
        for argument in args {
            let slot = self.temporary(argument.range())?;
            self.expression(argument, slot)?;
        }
        if let Some(last) = last {
            let slot = self.temporary(range)?;
            self.move_to(slot, last, range);
        }
        let positional = usize::from(before) + args.len() + usize::from(last.is_some());
        self.call_with_keywords(&window, positional, keywords, dst)
    }

    /// `super()` and `super(A, self)` before `.name`: the registers of `super`, class and self.
    #[inline(never)]
    fn super_arguments(&mut self, attribute: &'a ast::ExprAttribute) -> CompileResult<Option<u16>> {
        let Expr::Call(call) = &*attribute.value else {
            return Ok(None);
        };
        let arguments = &call.arguments;
        let plain = arguments.keywords.is_empty() && !arguments.args.iter().any(Expr::is_starred_expr);
        if !plain || !self.in_function() || !self.is_global_super(&call.func) || attribute.attr.as_str() == "__class__" {
            return Ok(None);
        }
        let range = call.range();
        match &*arguments.args {
            [] if self.has_implicit_super() => {
                let base = self.unit.allocate(3, range)?;
                self.expression(&call.func, base)?;
                self.implicit_super_arguments(base + 1, range)?;
                Ok(Some(base))
            }
            [class, instance] => {
                let base = self.unit.allocate(3, range)?;
                self.expression(&call.func, base)?;
                self.expression(class, base + 1)?;
                self.expression(instance, base + 2)?;
                Ok(Some(base))
            }
            _ => Ok(None),
        }
    }

    pub(super) fn super_attribute(&mut self, attribute: &'a ast::ExprAttribute, dst: u16) -> CompileResult<bool> {
        let Some(args) = self.super_arguments(attribute)? else {
            return Ok(false);
        };
        let site = self.attribute_site(attribute)?;
        self.emit(attribute.range(), Op::LoadSuperAttr { dst, args, site });
        Ok(true)
    }

    /// `super()` by itself: the class and the first argument are passed explicitly.
    fn bare_super(&mut self, call: &'a ast::ExprCall, dst: u16) -> CompileResult<bool> {
        let applies = call.arguments.is_empty()
            && self.in_function()
            && self.is_global_super(&call.func)
            && self.has_implicit_super();
        if !applies {
            return Ok(false);
        }
        let range = call.range();
        let f = self.unit.allocate(4, range)?;
        self.expression(&call.func, f)?;
        self.implicit_super_arguments(f + 2, range)?;
        self.emit(range, Op::Call { f, argc: 2, dst });
        Ok(true)
    }

    fn is_global_super(&self, func: &Expr) -> bool {
        match func {
            Expr::Name(name) if name.id.as_str() == "super" => {
                self.place_of(&Name::new_static("super")) == Place::Global
            }
            _ => false,
        }
    }

    fn has_implicit_super(&self) -> bool {
        let positional = self.unit.parameters.positional > 0;
        positional && self.unit.free.iter().any(|name| name == "__class__")
    }

    /// Loads `__class__` and the first parameter into two registers.
    fn implicit_super_arguments(&mut self, dst: u16, range: TextRange) -> CompileResult {
        self.load_name("__class__", dst, range)?;
        let first = Name::new(&self.unit.locals[0]);
        match self.unit.scopes[0].by_name.get(&first) {
            Some(Variable::Register(src)) => {
                let src = *src;
                self.check_bound(src, &first, range)?;
                self.move_to(dst + 1, src, range);
            }
            Some(Variable::Cell(cell)) => {
                let cell = *cell;
                let name = self.name(&first, range)?;
                self.emit(range, Op::LoadCell { dst: dst + 1, cell, name });
            }
            None => unreachable!("every parameter is a variable"),
        }
        Ok(())
    }
}
