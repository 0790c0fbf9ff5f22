"""Loading a module from its spec, by the name that CPython's modules know it under."""

import sys
from .util import module_from_spec


def _load(spec):
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(spec.name, None)
        raise
    return sys.modules[spec.name]
