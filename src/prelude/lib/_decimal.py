"""Decimal numbers: what CPython has in C. However often this is imported afresh, its classes stay the same."""

from _decimalcontexts import *
from _decimalcontexts import __libmpdec_version__, __version__
