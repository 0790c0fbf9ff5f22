"""Dates and times: what CPython has in C is here what it has in Python."""

from _pydatetime import *
