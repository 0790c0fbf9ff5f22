//! Messages as bytes: a version byte, then postcard.

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

/// The first byte of everything encoded. Both sides of a channel come from one build, so another
/// version means that a cached old file meets a new one.
pub const WIRE_VERSION: u8 = 1;

/// Why bytes are not a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireError {
    /// There is not even a version byte.
    Empty,
    /// Another build's version.
    Version(u8),
    /// The version is right and the rest is not.
    Malformed(String),
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WireError::Empty => f.write_str("a message of no bytes at all"),
            WireError::Version(found) => write!(
                f,
                "a message of version {found} where version {WIRE_VERSION} is spoken: \
                 two builds are mixed; reload the page without its cache"
            ),
            WireError::Malformed(why) => write!(f, "a message that cannot be read: {why}"),
        }
    }
}

impl std::error::Error for WireError {}

/// `message` as bytes.
pub fn encode<T: Serialize + ?Sized>(message: &T) -> Vec<u8> {
    postcard::to_extend(message, vec![WIRE_VERSION]).expect("messages hold nothing that postcard cannot write")
}

/// The message in `bytes`.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    read_all(after_version(bytes)?)
}

/// What the message in `bytes` begins with: its first field.
pub fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    let (first, _) = postcard::take_from_bytes(after_version(bytes)?).map_err(malformed)?;
    Ok(first)
}

/// `messages` as one run of bytes: what a process says in one slice crosses in one piece.
pub fn encode_batch<T: Serialize>(messages: &[T]) -> Vec<u8> {
    encode(messages)
}

/// The messages in `bytes`, in order.
pub fn decode_batch<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, WireError> {
    decode(bytes)
}

fn after_version(bytes: &[u8]) -> Result<&[u8], WireError> {
    match bytes.split_first() {
        None => Err(WireError::Empty),
        Some((&WIRE_VERSION, rest)) => Ok(rest),
        Some((&other, _)) => Err(WireError::Version(other)),
    }
}

fn read_all<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    match postcard::take_from_bytes(bytes).map_err(malformed)? {
        (message, []) => Ok(message),
        (_, rest) => Err(WireError::Malformed(format!("{} bytes too many", rest.len()))),
    }
}

fn malformed(error: postcard::Error) -> WireError {
    WireError::Malformed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Bytes, CallId, Pid, QueueId, Reply, SharedId, Tid, ToKernel, ToProcess};

    fn a_put() -> ToKernel {
        ToKernel::Put {
            queue: QueueId(SharedId::new(Pid(3), 1)),
            tid: Tid(0),
            at: 1.5,
            item: Bytes(vec![0, 255, 128]),
            ends: Vec::new(),
            call: None,
            promised: false,
        }
    }

    #[test]
    fn a_batch_comes_back_as_it_went() {
        let batch = vec![a_put(), ToKernel::Idle { received: 7 }, a_put()];
        assert_eq!(decode_batch::<ToKernel>(&encode_batch(&batch)), Ok(batch));
        let reply = ToProcess::Reply { call: CallId(1 << 40), reply: Reply::Empty };
        assert_eq!(decode::<ToProcess>(&encode(&reply)), Ok(reply));
    }

    #[test]
    fn what_is_not_a_message_is_an_error() {
        assert_eq!(decode::<ToKernel>(&[]), Err(WireError::Empty));
        assert_eq!(decode::<ToKernel>(&[9, 0]), Err(WireError::Version(9)));
        let mut bytes = encode(&a_put());
        bytes.push(0);
        assert!(matches!(decode::<ToKernel>(&bytes), Err(WireError::Malformed(_))));
        bytes.truncate(5);
        assert!(matches!(decode::<ToKernel>(&bytes), Err(WireError::Malformed(_))));
    }
}
