"""Lines that stand in many documents: "Sign up for our newsletter", 责任编辑：…, a photo agency's credit."""

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# Shorter lines are refrains, names and numbers as often as furniture.
SHORTEST = 8
# In fewer documents it may be chance or a real quotation, however small the corpus.
_LEAST = 10
# Counters, whatever the corpus's size: 16 MB. Two lines in one counter add up (Cormode and Muthukrishnan 2005, with one
# row); with 200 million different lines that adds some 50 to each, where a share of a hundredth is in the thousands.
_COUNTERS = 1 << 22


class Lines:
    """In how many documents each line stands."""

    def __init__(self) -> None:
        self._counts: NDArray[np.uint32] = np.zeros(_COUNTERS, dtype=np.uint32)
        self._waiting: list[int] = []
        self._documents = 0

    def add(self, text: str) -> None:
        """Count the lines of a document, each once."""
        self._documents += 1
        self._waiting.extend({_counter(line) for line in _long(text)})
        if len(self._waiting) > _COUNTERS // 4:
            self._settle()

    def without(self, text: str, share: float) -> str:
        """`text` without the lines that stand in that share of all documents counted, or in more."""
        self._settle()
        most = max(share * self._documents, _LEAST)
        if not share or self._documents < most:
            return text
        lines = text.split("\n")
        kept = [line for line in lines if not self._is_common(line, most)]
        return text if len(kept) == len(lines) else "\n".join(kept)

    def _is_common(self, line: str, most: float) -> bool:
        bare = line.strip()
        return len(bare) >= SHORTEST and int(self._counts[_counter(bare)]) >= most

    def _settle(self) -> None:
        if self._waiting:
            np.add.at(self._counts, np.array(self._waiting), 1)
            self._waiting = []


def _long(text: str) -> Iterable[str]:
    return (bare for line in text.split("\n") if len(bare := line.strip()) >= SHORTEST)


def _counter(line: str) -> int:
    return zlib.crc32(line.encode("utf-8", "surrogatepass")) % _COUNTERS
