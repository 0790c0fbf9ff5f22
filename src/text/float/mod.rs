//! `float` and `complex` as Python has them: their text, their rounding and their operators.

mod complex;
mod double;
mod elementary;
mod hex;
mod nan;
mod ops;
mod parse;
mod power;
mod repr;
mod round;

pub use complex::*;
pub use double::Double;
pub use elementary::*;
pub use hex::*;
pub use nan::{numbered_nan, unnumbered};
pub use ops::*;
pub use parse::*;
pub use power::power;
pub use repr::*;
pub use round::*;
