"""One sentence with its names made into marks, so that a pattern can say which kind of name stands where."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.core import Article
from broadsheet.knowledge.folding import HAN
from broadsheet.knowledge.named import Named
from broadsheet.nlp import sentences

# A mark is OPEN, the kind of name, its number, CLOSE: characters of Unicode's private use area, which no news holds.
OPEN, CLOSE = "\ue000", "\ue001"
KINDS = {"person": "P", "organisation": "O", "place": "L", "other": "X", "date": "D", "amount": "A"}
LONGEST = 600  # characters; what is longer is a table or a list
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}]")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a mark stands for: `name` indexes the article's names, or is None for a date or an amount."""

    name: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`article.text[start:end]`, the same with marks, what each mark stands for, and the language it is written in."""

    text: str
    start: int
    end: int
    language: str
    marked: str
    slots: tuple[Slot, ...]


def marked_sentences(article: Article, names: Sequence[Named]) -> Iterator[Sentence]:
    """The sentences of `article` that name anything."""
    rows = article.annotations.get("entities") or []
    places = [
        (start, end, KINDS.get(n.type, "X"), number) for number, n in enumerate(names) for start, end in n.spans
    ] + [(r["start"], r["end"], KINDS[r["type"]], None) for r in rows if r["type"] in ("date", "amount")]
    places.sort(key=lambda p: (p[0], -p[1]))
    at = 0
    for start, end in sentences(article.text):
        inside: list[Any] = []
        while at < len(places) and places[at][0] < end:
            if places[at][0] >= start and places[at][1] <= end and (not inside or inside[-1][1] <= places[at][0]):
                inside.append(places[at])
            at += 1
        if end - start <= LONGEST and any(p[3] is not None for p in inside):
            yield _marked(article.text, start, end, inside)


def _marked(text: str, start: int, end: int, places: Sequence[tuple[int, int, str, int | None]]) -> Sentence:
    pieces: list[str] = []
    slots: list[Slot] = []
    at = start
    for first, last, kind, number in places:
        pieces += [_PRIVATE.sub(" ", text[at:first]), f"{OPEN}{kind}{len(slots)}{CLOSE}"]
        slots.append(Slot(number, text[first:last], first, last))
        at = last
    pieces.append(_PRIVATE.sub(" ", text[at:end]))
    whole = text[start:end]
    return Sentence(whole, start, end, "zh" if HAN.search(whole) else "en", "".join(pieces), tuple(slots))
