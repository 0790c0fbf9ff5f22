//! The error handlers that need no Python.

use crate::text::{Error, Result};

/// What to do with what cannot be encoded or decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    SurrogateEscape,
    SurrogatePass,
}

impl Handler {
    /// The handler of that name, if it is one of these.
    pub fn parse(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => return None,
        })
    }

    /// As `parse`; LookupError for any other name.
    pub fn find(name: &str) -> Result<Handler> {
        Handler::parse(name).ok_or_else(|| Error::lookup(format!("unknown error handler name '{name}'")))
    }
}
