"""Classes of texts and tags of words, by a model with a head; probabilities by the temperature fitted in training."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.nlp import detect, words
from broadsheet.train.reading.opening import Reader

if TYPE_CHECKING:
    from broadsheet.train.reading.engines import Rows

# Texts read together: a batch of this size keeps two cores busy and fits into some tens of megabytes.
TOGETHER = 16
# Words with their hyphens and apostrophes, and each other sign by itself, as tagged corpora part them.
_ENGLISH = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Classified:
    """The likeliest `label`, its probability, and those of all labels, the likeliest first."""

    label: str
    score: float
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word with its likeliest tag and the tag's probability."""

    word: str
    tag: str
    score: float


def classify(reader: Reader, texts: Sequence[str]) -> Iterator[Classified | InvalidInputError]:
    """The class of each text, in order; an error in the place of one with nothing to read.

    Raises `ConflictError` for a model that does something else.
    """
    names = _labels(reader, "classify")
    encoded = reader.tokenizer.encode_many(texts)
    for start in range(0, len(texts), TOGETHER):
        block = encoded[start : start + TOGETHER]
        found = iter(_probabilities(reader, [ids for ids in block if ids]))
        for ids in block:
            if not ids:
                yield InvalidInputError("there is nothing to read in this text", do="give a text with words in it")
                continue
            ranked = sorted(zip(names, next(found)[0], strict=True), key=lambda pair: -pair[1])
            yield Classified(ranked[0][0], ranked[0][1], tuple(ranked))


def tag(reader: Reader, text: str) -> list[Tagged]:
    """The tag of each word of `text`. Raises `ConflictError` for a model that does something else."""
    names = _labels(reader, "tag")
    language = detect(text)
    found = _words(text) if language == "zh" else _ENGLISH.findall(text)
    gap = "" if language == "zh" else " "
    pieces = reader.tokenizer.encode_many([gap * (at > 0) + word for at, word in enumerate(found)])
    told: list[Tagged] = []
    for row in _rows(pieces, room=reader.length - 2):
        flat = [token for at in row for token in pieces[at][: reader.length - 2]]
        if not flat:
            continue
        scores, place = _probabilities(reader, [flat])[0], 1
        for at in row:
            if pieces[at]:
                best = max(range(len(names)), key=scores[place].__getitem__)
                told.append(Tagged(found[at], names[best], scores[place][best]))
                place += min(len(pieces[at]), reader.length - 2)
    return told


def _words(text: str) -> list[str]:
    """Chinese words in order, and each sign between them as one: tagged corpora tag their punctuation too."""
    found: list[str] = []
    before = 0
    for word, start, end in words(text):
        found += [*"".join(text[before:start].split()), word]
        before = end
    return [*found, *"".join(text[before:].split())]


def _labels(reader: Reader, task: str) -> tuple[str, ...]:
    if reader.head is None or reader.head.task != task:
        does = reader.head.task if reader.head else f"a {reader.family} model without a head"
        recipe = {"classify": "labels", "tag": "tags"}[task]
        raise ConflictError(
            f"this model was not made to {task}",
            asked=f"lab:{reader.name}",
            found=does,
            do=f"broadsheet train {recipe} --set tuning.base=lab:NAME makes one that does",
        )
    return reader.head.labels


def _rows(pieces: Sequence[Sequence[int]], *, room: int) -> Iterator[list[int]]:
    """Which words go into one row: as many as have room, none cut unless it alone is too long."""
    row: list[int] = []
    used = 0
    for at, piece in enumerate(pieces):
        size = min(len(piece), room)
        if row and used + size > room:
            yield row
            row, used = [], 0
        row.append(at)
        used += size
    if row:
        yield row


def _probabilities(reader: Reader, rows: Sequence[Sequence[int]]) -> list[list[list[float]]]:
    """For each row the probabilities of the labels: of the text (one list), or of each token."""
    if not rows:
        return []
    special, room = reader.tokenizer, reader.length - 2
    framed = [[special.cls, *row[:room], special.sep] for row in rows]
    return [_softmax(found / reader.temperature) for found in reader.read(framed, ())]


def _softmax(scores: "Rows") -> list[list[float]]:
    import numpy as np

    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shared: list[list[float]] = (raised / raised.sum(axis=-1, keepdims=True)).tolist()
    return shared
