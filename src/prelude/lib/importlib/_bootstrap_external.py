"""The loaders of files, by the name that CPython's modules know them under."""

from .machinery import SourceFileLoader, SourcelessFileLoader
