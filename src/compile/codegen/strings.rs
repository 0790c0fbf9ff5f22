//! F-strings and t-strings.

use super::Generator;
use crate::bytecode::{Constant, Op};
use crate::compile::error::CompileResult;
use crate::syntax::ast::{self, ConversionFlag, FStringPart, InterpolatedElement, InterpolatedStringElement};
use crate::syntax::{Ranged, TextRange};

/// Strings are joined from at most so many pieces at once.
const AT_ONCE: usize = 64;

/// A part of an f-string, with neighbouring literals joined.
enum Piece<'a> {
    Literal(String),
    Value(&'a InterpolatedElement),
}

impl<'a> Generator<'a> {
    #[inline(never)]
    pub(super) fn formatted_string(&mut self, string: &'a ast::ExprFString, dst: u16) -> CompileResult {
        let mut pieces = Vec::new();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => push_literal(&mut pieces, literal.as_str()),
                FStringPart::FString(string) => push_elements(&mut pieces, &string.elements),
            }
        }
        self.join(&pieces, dst, string.range())
    }

    fn join(&mut self, pieces: &[Piece<'a>], dst: u16, range: TextRange) -> CompileResult {
        match pieces {
            [] => self.constant(Constant::Str(String::new()), dst, range),
            [piece] => self.piece(piece, dst, range),
            pieces if pieces.len() <= AT_ONCE => {
                let base = self.unit.allocate(pieces.len(), range)?;
                for (register, piece) in (base..).zip(pieces) {
                    self.piece(piece, register, range)?;
                }
                let count = pieces.len() as u16;
                self.emit(range, Op::BuildString { dst, base, count });
                Ok(())
            }
            pieces => {
                let (first, rest) = pieces.split_at(AT_ONCE);
                let base = self.unit.allocate(2, range)?;
                self.scratch(|this| this.join(first, base, range))?;
                self.scratch(|this| this.join(rest, base + 1, range))?;
                self.emit(range, Op::BuildString { dst, base, count: 2 });
                Ok(())
            }
        }
    }

    fn piece(&mut self, piece: &Piece<'a>, dst: u16, range: TextRange) -> CompileResult {
        match piece {
            Piece::Literal(text) => self.constant(Constant::Str(text.clone()), dst, range),
            Piece::Value(element) => self.scratch(|this| this.formatted_value(element, dst)),
        }
    }

    fn formatted_value(&mut self, element: &'a InterpolatedElement, dst: u16) -> CompileResult {
        let range = element.range();
        let mut src = self.operand(&element.expression)?;
        if let Some(conversion) = conversion(element) {
            let converted = if element.format_spec.is_some() { self.temporary(range)? } else { dst };
            self.emit(range, Op::Convert { dst: converted, src, conversion });
            src = converted;
        }
        match &element.format_spec {
            Some(spec) => {
                let text = self.temporary(range)?;
                self.format_spec(spec, text)?;
                self.emit(range, Op::FormatSpec { dst, src, spec: text });
            }
            None if conversion(element).is_none() => self.emit(range, Op::FormatSimple { dst, src }),
            None => {}
        }
        Ok(())
    }

    fn format_spec(&mut self, spec: &'a ast::InterpolatedStringFormatSpec, dst: u16) -> CompileResult {
        let mut pieces = Vec::new();
        push_elements(&mut pieces, &spec.elements);
        self.scratch(|this| this.join(&pieces, dst, spec.range()))
    }

    /// `t"..."`: calls the internal `__template__` with the strings and a tuple for each interpolation.
    #[inline(never)]
    pub(super) fn template_string(&mut self, string: &'a ast::ExprTString, dst: u16) -> CompileResult {
        let range = string.range();
        let mut pieces = Vec::new();
        for part in &string.value {
            push_elements(&mut pieces, &part.elements);
        }
        let f = self.unit.allocate(2, range)?;
        let name = self.name("__template__", range)?;
        self.emit(range, Op::LoadBuiltin { dst: f, name });
        for piece in &pieces {
            let slot = self.temporary(range)?;
            match piece {
                Piece::Literal(text) => self.constant(Constant::Str(text.clone()), slot, range)?,
                Piece::Value(element) => self.scratch(|this| this.interpolation(element, slot))?,
            }
        }
        let argc = pieces.len() as u16;
        self.emit(range, Op::Call { f, argc, dst });
        Ok(())
    }

    /// A tuple of value, expression text, conversion and format specification.
    fn interpolation(&mut self, element: &'a InterpolatedElement, dst: u16) -> CompileResult {
        let range = element.range();
        let base = self.unit.allocate(4, range)?;
        self.expression(&element.expression, base)?;
        let source = self.map.source();
        let text = match &element.debug_text {
            Some(debug) => debug.expression(),
            None => &source[element.expression.range()],
        };
        self.constant(Constant::Str(text.to_owned()), base + 1, range)?;
        let conversion = match conversion(element) {
            None => Constant::None,
            Some(which) => Constant::Str(["s", "r", "a"][usize::from(which)].to_owned()),
        };
        self.constant(conversion, base + 2, range)?;
        match &element.format_spec {
            Some(spec) => self.format_spec(spec, base + 3)?,
            None => self.constant(Constant::Str(String::new()), base + 3, range)?,
        }
        self.emit(range, Op::BuildTuple { dst, base, count: 4 });
        Ok(())
    }
}

/// As `Convert` numbers it; `{x=}` means `{x=!r}` unless it says otherwise.
fn conversion(element: &InterpolatedElement) -> Option<u16> {
    match element.conversion {
        ConversionFlag::Str => Some(0),
        ConversionFlag::Repr => Some(1),
        ConversionFlag::Ascii => Some(2),
        ConversionFlag::None if element.debug_text.is_some() && element.format_spec.is_none() => Some(1),
        ConversionFlag::None => None,
    }
}

fn push_literal(pieces: &mut Vec<Piece<'_>>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Literal(last)) => last.push_str(text),
        _ => pieces.push(Piece::Literal(text.to_owned())),
    }
}

fn push_elements<'a>(pieces: &mut Vec<Piece<'a>>, elements: &'a [InterpolatedStringElement]) {
    for element in elements {
        match element {
            InterpolatedStringElement::Literal(literal) => push_literal(pieces, &literal.value),
            InterpolatedStringElement::Interpolation(value) => {
                if let Some(debug) = &value.debug_text {
                    push_literal(pieces, debug.as_str());
                }
                pieces.push(Piece::Value(value));
            }
        }
    }
}

