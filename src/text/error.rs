//! `Error`: the Python exception that a text or number function ends with.

/// The exception classes that this module can raise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    IndexError,
    KeyError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    TypeError,
    UnicodeDecodeError,
    UnicodeEncodeError,
    ValueError,
    ZeroDivisionError,
}

impl Kind {
    /// The class's name in `builtins`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::IndexError => "IndexError",
            Kind::KeyError => "KeyError",
            Kind::LookupError => "LookupError",
            Kind::MemoryError => "MemoryError",
            Kind::NotImplementedError => "NotImplementedError",
            Kind::OverflowError => "OverflowError",
            Kind::TypeError => "TypeError",
            Kind::UnicodeDecodeError => "UnicodeDecodeError",
            Kind::UnicodeEncodeError => "UnicodeEncodeError",
            Kind::ValueError => "ValueError",
            Kind::ZeroDivisionError => "ZeroDivisionError",
        }
    }
}

/// Where and why a codec failed: the attributes of `UnicodeError`'s subclasses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodecFailure {
    pub encoding: String,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// An exception: its class, what `str()` of it gives, and a codec's details.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    pub kind: Kind,
    pub message: String,
    pub codec: Option<Box<CodecFailure>>,
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), codec: None }
    }

    pub fn value(message: impl Into<String>) -> Error {
        Error::new(Kind::ValueError, message)
    }

    pub fn type_(message: impl Into<String>) -> Error {
        Error::new(Kind::TypeError, message)
    }

    pub fn overflow(message: impl Into<String>) -> Error {
        Error::new(Kind::OverflowError, message)
    }

    pub fn index(message: impl Into<String>) -> Error {
        Error::new(Kind::IndexError, message)
    }

    pub fn lookup(message: impl Into<String>) -> Error {
        Error::new(Kind::LookupError, message)
    }

    pub fn zero_division() -> Error {
        Error::new(Kind::ZeroDivisionError, "division by zero")
    }

    pub fn memory() -> Error {
        Error::new(Kind::MemoryError, "")
    }
}
