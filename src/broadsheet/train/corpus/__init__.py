"""A corpus: documents read from files, cleaned, parted from their duplicates, split, and kept as shards of tokens.

Knows no model and needs no torch.
"""

from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.shards import NO_TAG, Column, Shards, open_shards

__all__ = ["NO_TAG", "Column", "Document", "Shards", "open_shards"]
