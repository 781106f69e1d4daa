"""The second step: documents are cleaned, and those that do not fit or repeat others are left out."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from broadsheet.ingest import sign
from broadsheet.ingest.duplicates import PERMUTATIONS
from broadsheet.train.corpus import duplicates
from broadsheet.train.corpus.boilerplate import Lines
from broadsheet.train.corpus.cleaning import Left, cleaned
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.preparing import Preparing, Progress
from broadsheet.train.corpus.records import blocks, packed
from broadsheet.train.corpus.working import Work

CLEAN, DUPLICATES, VOCABULARY = "clean", "duplicates", "vocabulary"
DOCUMENTS, KEPT, FATES = "documents.jsonl", "kept.jsonl", "fates.bin"
_DIGESTS, _LABELS, _SIGNATURES, _PLACES = "digests.bin", "labels.bin", "signatures.bin", "places.bin"
# Documents, or bytes of them, between two notes of how far the work is.
BLOCK, BLOCK_BYTES = 1000, 8_000_000
# Documents between two words of it: a block of long ones takes seconds.
_TOLD = 100
# For each reason the card shows so many of the texts left out, and so much of each.
_EXAMPLES, _SHOWN = 3, 80
_NO_SIGNATURE = bytes(4 * PERMUTATIONS)


def clean_all(work: Work, settings: Preparing, *, lines: Lines, total: int) -> Iterator[Progress]:
    """Clean every document and keep those that fit."""
    at = work.at
    for end, block in blocks(work.path(DOCUMENTS), start=at.get("byte", 0), count=BLOCK, size=BLOCK_BYTES):
        tally, done = _Tally(at), at.get("done", 0)
        for number, document in enumerate(block, start=done):
            if number % _TOLD == 0:
                yield Progress(CLEAN, number, total)
            bare = replace(document, text=lines.without(document.text, settings.boilerplate))
            tally.lines += bare.text != document.text
            found = cleaned(bare if not document.tags else document, settings)
            if isinstance(found, Left):
                tally.leave(found.why, found.text)
            else:
                _keep(work, replace(found, id=document.key), tally, is_signed=settings.near > 0)
        at = {**tally.as_json(), "byte": end, "done": done + len(block)}
        work.note(CLEAN, at)
        yield Progress(CLEAN, at["done"], total)
    work.note(DUPLICATES, at)


def find_duplicates(work: Work, settings: Preparing, *, total: int) -> Iterator[Progress]:
    """Decide which of the kept documents repeat earlier ones."""
    yield Progress(DUPLICATES, 0, total)
    digests = np.fromfile(work.path(_DIGESTS), dtype="V16") if work.path(_DIGESTS).exists() else np.zeros(0, "V16")
    fates = duplicates.same(digests, _array(work, _LABELS, "uint64"))
    if settings.near and len(fates):
        signatures = np.memmap(work.path(_SIGNATURES), dtype="<u4", mode="r", shape=(len(fates), PERMUTATIONS))
        fates = duplicates.near(signatures, fates, least=settings.near)
    work.path(FATES).unlink(missing_ok=True)
    work.append(FATES, fates.tobytes())
    tally = _Tally(work.at)
    for fate, why in ((duplicates.EXACT, "same"), (duplicates.NEAR, "near"), (duplicates.CONFLICT, "two labels")):
        rows = np.flatnonzero(fates == fate)
        for row in rows[:_EXAMPLES]:
            tally.leave(why, _text_at(work, int(row)))
        tally.dropped[why] += max(len(rows) - _EXAMPLES, 0)
    work.note(VOCABULARY, tally.as_json())
    yield Progress(DUPLICATES, total, total)


def chosen(work: Work, *, start: int = 0, row: int = 0) -> Iterator[tuple[int, int, list[Document]]]:
    """The documents that are learnt from, in blocks, from byte `start` on, which is that of the `row`-th kept one.

    Each block comes with the byte it ends at and the number of the row after it.
    """
    if not work.path(KEPT).exists():
        return
    fates = np.fromfile(work.path(FATES), dtype=np.uint8)
    for end, block in blocks(work.path(KEPT), start=start, count=BLOCK, size=BLOCK_BYTES):
        mine = fates[row : row + len(block)]
        row += len(block)
        yield end, row, [one for one, fate in zip(block, mine, strict=True) if fate == duplicates.KEPT]


class _Tally:
    """What was kept and left out so far; goes on from the last note."""

    def __init__(self, at: dict[str, Any]) -> None:
        self.kept, self.lines = at.get("kept", 0), at.get("lines", 0)
        self.byte = at.get("kept_bytes", 0)
        self.dropped = Counter(at.get("dropped", {}))
        self.examples: dict[str, list[str]] = {why: list(texts) for why, texts in at.get("examples", {}).items()}
        self.labels, self.tags = set(at.get("labels", ())), set(at.get("tags", ()))

    def leave(self, why: str, text: str) -> None:
        self.dropped[why] += 1
        shown = self.examples.setdefault(why, [])
        if len(shown) < _EXAMPLES:
            shown.append(text[:_SHOWN])

    def as_json(self) -> dict[str, Any]:
        return {
            "kept": self.kept,
            "kept_bytes": self.byte,
            "lines": self.lines,
            "dropped": dict(self.dropped),
            "examples": self.examples,
            "labels": sorted(self.labels),
            "tags": sorted(self.tags),
        }


def _keep(work: Work, document: Document, tally: _Tally, *, is_signed: bool) -> None:
    line = packed(document)
    work.append(KEPT, line)
    work.append(_PLACES, tally.byte.to_bytes(8, "little"))
    text = "\0".join((document.text, document.target, document.refused))
    work.append(_DIGESTS, hashlib.blake2b(text.encode(), digest_size=16).digest())
    label = hashlib.blake2b(document.label.encode("utf-8", "replace"), digest_size=8).digest()
    work.append(_LABELS, label if document.label else bytes(8))
    if is_signed:
        signature = sign(text.replace("\0", "\n"))
        work.append(_SIGNATURES, signature.digest if signature else _NO_SIGNATURE)
    tally.kept += 1
    tally.byte += len(line)
    if document.label:
        tally.labels.add(document.label)
    tally.tags.update(tag for _, tag in document.tags)


def _text_at(work: Work, row: int) -> str:
    place = int(_array(work, _PLACES, "<u8")[row])
    return next(blocks(work.path(KEPT), start=place, count=1, size=0))[1][0].text


def _array(work: Work, name: str, dtype: str) -> Any:
    file = work.path(name)
    return np.fromfile(file, dtype=dtype) if file.exists() else np.zeros(0, dtype=dtype)
