"""A corpus: documents read from files, cleaned, parted from their duplicates, split, and kept as shards of tokens.

Knows no model and needs no torch.
"""

from broadsheet.train.corpus.cleaning import without_stop_words
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.fields import Fields
from broadsheet.train.corpus.making import cleared, prepare
from broadsheet.train.corpus.preparing import Preparing, Progress
from broadsheet.train.corpus.reading import formats, read
from broadsheet.train.corpus.shards import NO_TAG, PARTS, Column, Shards, open_shards
from broadsheet.train.corpus.wanted import Reading

__all__ = [
    "NO_TAG",
    "PARTS",
    "Column",
    "Document",
    "Fields",
    "Preparing",
    "Progress",
    "Reading",
    "Shards",
    "cleared",
    "formats",
    "open_shards",
    "prepare",
    "read",
    "without_stop_words",
]
