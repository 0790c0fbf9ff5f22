//! Names that processes publish for each other at the kernel.

use super::calls::{self, park};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::wire::{Bytes as WireBytes, Reply, ToKernel};

/// Publishes bytes under a name; an `OSError` says that it is taken.
pub fn publish(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "a name")?;
    let value = WireBytes(vm.bytes_argument(arguments[1])?);
    let lasting = vm.flag_argument(arguments[2], false)?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Publish { call, name, value, lasting });
    Err(park(call, "publishing a name", None, &[], answered))
}

/// The bytes under a name; an `OSError` says that there are none.
pub fn look_up(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "a name")?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::LookUp { call, name });
    Err(park(call, "looking up a name", None, &[], answered))
}

/// Takes a name back; an `OSError` says that there is none.
pub fn withdraw(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.str_argument(arguments[0], "a name")?;
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::Withdraw { call, name });
    Err(park(call, "withdrawing a name", None, &[], answered))
}

fn answered(vm: &mut Vm, _: &[Value], woken: Woken) -> NativeResult {
    match calls::reply(woken) {
        Some(Reply::Item { item, .. }) => Ok(vm.bytes(item.0)),
        Some(Reply::Done) | None => Ok(Value::None),
        Some(other) => Err(calls::unexpected(vm, other)),
    }
}
