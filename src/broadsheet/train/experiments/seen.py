"""Which share of some texts a model has learnt from already, told by the digests of their tokens."""

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np

from broadsheet.train.corpus import Shards

# What is learnt from, and what chose the best step: neither is new to the model.
LEARNT = ("train", "valid")
ALL = "train"
# Bytes of a digest: among a thousand million texts two are alike by chance once in 10^20.
_DIGEST = 16


def seen(own: Shards, other: Shards) -> float:
    """The share of the documents of `other` (its part `train`, cut by the same tokenizer) that `own` was learnt from.

    Cleaning has made them alike before. What was left out of `own`, or held out to the end, counts as new.
    """
    known = {digest for part in LEARNT for digest in _digests(own, part)}
    found = [digest in known for digest in _digests(other, ALL)]
    return sum(found) / max(len(found), 1)


def _digests(shards: Shards, part: str) -> Iterator[bytes]:
    column = shards.column(part)
    for number in range(len(column)):
        tokens = np.asarray(column[number], dtype=np.int32)
        yield blake2b(tokens.tobytes(), digest_size=_DIGEST).digest()
