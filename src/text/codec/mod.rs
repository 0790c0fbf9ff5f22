//! `str.encode` and `bytes.decode`: UTF-8, UTF-16, UTF-32, ASCII and Latin-1, and the error handlers.

mod decode;
mod encode;
mod handler;

pub use decode::decode;
pub use encode::encode;
pub use handler::Handler;

use super::{Error, Result};

/// A supported encoding. The byte order of UTF-16 and UTF-32 is `None` where a mark tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Ascii,
    Latin1,
    Utf8,
    Utf8Sig,
    Utf16(Option<Endian>),
    Utf32(Option<Endian>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Endian {
    Big,
    Little,
}

impl Encoding {
    /// The encoding that `name` stands for, in any of Python's spellings.
    pub fn parse(name: &str) -> Result<Encoding> {
        let normal: String = name.chars().map(normalized).collect();
        Ok(match normal.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf-8-sig" | "utf8-sig" => Encoding::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "iso646-us" | "ansi-x3.4-1968" => Encoding::Ascii,
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" | "latin" | "cp819" => {
                Encoding::Latin1
            }
            "utf-16" | "utf16" | "u16" => Encoding::Utf16(None),
            "utf-16-le" | "utf-16le" | "utf16-le" | "utf16le" => Encoding::Utf16(Some(Endian::Little)),
            "utf-16-be" | "utf-16be" | "utf16-be" | "utf16be" => Encoding::Utf16(Some(Endian::Big)),
            "utf-32" | "utf32" | "u32" => Encoding::Utf32(None),
            "utf-32-le" | "utf-32le" | "utf32-le" | "utf32le" => Encoding::Utf32(Some(Endian::Little)),
            "utf-32-be" | "utf-32be" | "utf32-be" | "utf32be" => Encoding::Utf32(Some(Endian::Big)),
            _ => return Err(Error::lookup(format!("unknown encoding: {name}"))),
        })
    }

    /// The name that errors show.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Utf16(Some(Endian::Big)) => "utf-16-be",
            Encoding::Utf16(_) => "utf-16-le",
            Encoding::Utf32(Some(Endian::Big)) => "utf-32-be",
            Encoding::Utf32(_) => "utf-32-le",
        }
    }

    /// As `name`, when encoding: then UTF-16 and UTF-32 with a mark have no byte order in their names.
    pub fn name_to_encode(self) -> &'static str {
        match self {
            Encoding::Utf16(None) => "utf-16",
            Encoding::Utf32(None) => "utf-32",
            _ => self.name(),
        }
    }
}

fn normalized(c: char) -> char {
    match c {
        '_' | ' ' => '-',
        _ => c.to_ascii_lowercase(),
    }
}
