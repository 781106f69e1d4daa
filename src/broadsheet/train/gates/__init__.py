"""Does a copy of a model answer as the model does? Texts to ask, witnesses that answer, and the gate between them.

A gate knows no format: it is given two witnesses and the bounds of the copy's kind.
"""

from broadsheet.train.gates.bounds import Bounds
from broadsheet.train.gates.gate import Gauged, gate
from broadsheet.train.gates.reference import reference, tokenizer_of
from broadsheet.train.gates.source import Source, open_source
from broadsheet.train.gates.texts import lines
from broadsheet.train.gates.witness import Witness

__all__ = ["Bounds", "Gauged", "Source", "Witness", "gate", "lines", "open_source", "reference", "tokenizer_of"]
