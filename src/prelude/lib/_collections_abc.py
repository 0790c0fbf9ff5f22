"""The abstract base classes of containers, by the name that CPython's modules import them under."""

from collections.abc import *
from collections.abc import __all__
from collections.abc import _has as _check_methods
