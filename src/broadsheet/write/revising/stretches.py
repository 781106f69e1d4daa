"""A text cut into paragraphs and sentences, each with what follows it, so that joining them gives it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import nlp


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or paragraph and the white space up to the next; `start` is where it starts in the text cut."""

    text: str
    gap: str
    start: int


def sentences(text: str, *, language: str) -> list[Stretch]:
    """The sentences of `text`; what stands before the first belongs to it."""
    places = [(a, b) for a, b in nlp.sentences(text, language=language) if text[a:b].strip()]
    if not places:
        return [Stretch(text, "", 0)] if text else []
    starts = [0, *(a for a, _ in places[1:])]
    found = []
    for (_, end), start, following in zip(places, starts, [*starts[1:], len(text)], strict=True):
        whole = text[start:end].rstrip()
        found.append(Stretch(whole, text[start + len(whole) : following], start))
    return found


def paragraphs(text: str, *, language: str, most: int) -> list[Stretch]:
    """The lines of `text`, those of more than `most` characters cut between sentences."""
    found: list[Stretch] = []
    start = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip()
        if len(body) <= most:
            found.append(Stretch(body, line[len(body) :], start))
        else:
            found += _parts(line, start, language=language, most=most)
        start += len(line)
    return found


def joined(stretches: Sequence[Stretch]) -> str:
    """The text they were cut from."""
    return "".join(s.text + s.gap for s in stretches)


def _parts(line: str, start: int, *, language: str, most: int) -> list[Stretch]:
    found: list[Stretch] = []
    held: list[Stretch] = []
    for sentence in sentences(line, language=language):
        if held and sum(len(s.text) + len(s.gap) for s in held) + len(sentence.text) > most:
            found.append(_one(held, start))
            held = []
        held.append(sentence)
    return [*found, _one(held, start)]


def _one(held: Sequence[Stretch], start: int) -> Stretch:
    text = joined(held)
    body = text.rstrip()
    return Stretch(body, text[len(body) :], start + held[0].start)
