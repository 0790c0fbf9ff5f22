# Packages that are not installed have no metadata.
from importlib import metadata

for ask in metadata.version, metadata.metadata, metadata.files, metadata.requires:
    try:
        ask("no-such-package")
    except metadata.PackageNotFoundError as error:
        print(ask.__name__, error, isinstance(error, ModuleNotFoundError), error.name)

print(list(metadata.entry_points(group="no.such.group")))
try:
    metadata.version("")
except ValueError as error:
    print(error)
