"""Decimal fixed-point and floating-point arithmetic: CPython's `_pydecimal`, with faster operators."""

import sys

import _decimal_operators
import _decimal_words
import _pydecimal

sys.modules[__name__] = _pydecimal
