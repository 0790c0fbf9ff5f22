//! The messages between a process and the kernel.

use serde::{Deserialize, Serialize};

/// A message from a process to the kernel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToKernel {}
