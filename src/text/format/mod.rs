//! Formatting: format specifications, the templates of `str.format`, and `%`.

mod common;
mod complex;
mod float;
mod grouping;
mod int;
mod percent;
mod spec;
mod string;
mod template;

pub use common::{common_float, common_int, common_str};
pub use complex::format_complex;
pub use float::{DecimalText, format_decimal, format_float};
pub use int::format_int;
pub use percent::*;
pub use spec::*;
pub use string::format_str;
pub use template::*;
