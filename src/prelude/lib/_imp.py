"""The few questions about importing that programs ask of `_imp`."""

import _prelude

check_hash_based_pycs = "never"


def is_builtin(name):
    return int(_prelude._is_native_module(name))


def is_frozen(name):
    return False


def is_frozen_package(name):
    raise ImportError(f"No such frozen object named {name}", name=name)


def extension_suffixes():
    return []


def lock_held():
    """Whether this thread imports something."""
    me = _prelude._thread.get_ident()
    return any(owner == me for owner, _ in _prelude._importing.values())


def _override_frozen_modules_for_tests(override, /):
    """There are no frozen modules to be used or not."""
    return 0
