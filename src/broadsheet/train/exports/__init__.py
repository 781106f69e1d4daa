"""Formats a trained model can leave in: one module each, and the folder is the list.

A module has `KINDS`, the bounds of each way it can write (the first is the usual one), `check(source, *, kind)`, which
raises `InvalidInputError` with what is possible instead, `write(source, into, *, kind)`, which gives the file or folder
it made in the folder `into`, and `opened(path, source)`, a context in which what was written answers as a `Witness`.
"""

from broadsheet.train.exporting import Exported, exported

__all__ = ["Exported", "export"]

export = exported
