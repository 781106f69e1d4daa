"""Footnotes: which sources each sentence of a body stands on, found in their order in the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Evidence, Publication, Sentence


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the body: plain text (no sentence), or a sentence with the numbers of its sources, from 1."""

    text: str
    sentence: Sentence | None = None
    numbers: tuple[int, ...] = ()


def cited(piece: Publication) -> list[Evidence]:
    """The sources that the piece lists, numbered from 1: those its sentences stand on first, then the rest."""
    order = list(dict.fromkeys(span.source for s in piece.sentences for span in s.evidence))
    rank = {name: i for i, name in enumerate(order)}
    return sorted(piece.sources, key=lambda e: rank.get(e.source, len(rank)))


def paragraphs(piece: Publication) -> list[list[Run]]:
    """The paragraphs of the body as runs; joined, the texts of a paragraph's runs are the paragraph."""
    numbers = {e.source: i for i, e in reversed(list(enumerate(cited(piece), start=1)))}
    queue = list(piece.sentences)
    result: list[list[Run]] = []
    for paragraph in piece.text.split("\n"):
        if paragraph.strip():
            result.append(_runs(paragraph.strip(), queue, numbers))
    return result


def _runs(paragraph: str, queue: list[Sentence], numbers: dict[str, int]) -> list[Run]:
    """Cuts one paragraph at its sentences; those found leave the queue, those before them that are absent too."""
    runs: list[Run] = []
    place = 0
    while (found := _next(paragraph, place, queue)) is not None:
        index, start = found
        sentence = queue[index]
        text = sentence.text.strip()
        del queue[: index + 1]
        if start > place:
            runs.append(Run(paragraph[place:start]))
        marks = {numbers[s.source] for s in sentence.evidence if s.source in numbers}
        runs.append(Run(text, sentence, tuple(sorted(marks))))
        place = start + len(text)
    if place < len(paragraph):
        runs.append(Run(paragraph[place:]))
    return runs


def _next(paragraph: str, place: int, queue: Sequence[Sentence]) -> tuple[int, int] | None:
    """The first queued sentence that stands in the paragraph from `place` on: its index and its start."""
    for index, sentence in enumerate(queue):
        text = sentence.text.strip()
        start = paragraph.find(text, place) if text else -1
        if start >= 0:
            return index, start
    return None
