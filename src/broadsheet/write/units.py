"""The sentences of a source that could be printed as they stand, each with its place in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet import nlp
from broadsheet.core import Evidence, Span
from broadsheet.write.furniture import after_dateline, is_printable, leans, trimmed
from broadsheet.write.injection import is_instruction
from broadsheet.write.reldates import dated, is_borne_out, is_undated


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may be printed: `span` is its place in the source, `text` how it is printed.

    `index` counts the source's sentences from 0; `words` are its content words in lower case. `leans`: it needs the
    sentence before it to be understood. `dispatch`: it opens a report that has a dateline, as hard news does. `place`
    stands for the index where a sentence speaks for a section of a long source.
    """

    evidence: Evidence
    index: int
    span: Span
    text: str
    words: frozenset[str]
    leans: bool
    dispatch: bool = False
    place: int = -1

    @property
    def standing(self) -> int:
        """How far from the beginning it counts as standing: its place in a long source, else its number."""
        return self.place if self.place >= 0 else self.index


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source offers: printable sentences, its dateline's place, and how many orders to machines it held."""

    units: tuple[Unit, ...]
    place: Span | None = None
    refused: int = 0


def read(evidence: Evidence, *, language: str) -> Reading:
    """The printable sentences of a source in `language` (zh or en), in order."""
    units: list[Unit] = []
    place: Span | None = None
    refused = 0
    for index, (first, end) in enumerate(nlp.sentences(evidence.text, language=language)):
        if is_instruction(evidence.text[first:end]):
            refused += 1
            continue
        start, named = first, None
        if index == 0 or evidence.text[first - 1] == "\n":
            start, named = after_dateline(evidence.text, first, end, language=language)
        if named and place is None:
            place = Span(evidence.source, *named, evidence.text[slice(*named)])
        unit = _unit(evidence, index, (start, end), language)
        if unit is not None:
            units.append(replace(unit, dispatch=index == 0 and start > first))
    return Reading(tuple(units), place, refused)


def content_words(text: str, *, language: str) -> frozenset[str]:
    """The words of `text` that say what it is about, in lower case."""
    return frozenset(w.lower() for w, _, _ in nlp.words(text, language=language) if not nlp.is_stop(w))


def sentences_of(text: str, *, language: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one."""
    for line in text.split("\n"):
        for start, end in nlp.sentences(line, language=language):
            if line[start:end].strip():
                yield line[start:end].strip()


def _unit(evidence: Evidence, index: int, place: tuple[int, int], language: str) -> Unit | None:
    start, end = trimmed(evidence.text, *place)
    text = evidence.text[start:end]
    if not is_printable(text, language=language):
        return None
    shown = " ".join(text.split()) if "\n" in text else text
    shown = shown[0].upper() + shown[1:] if language == "en" else shown
    as_told, shown = shown, dated(shown, evidence.published, language=language)
    if is_undated(shown):
        return None
    if shown != as_told and not is_borne_out(shown, as_told, evidence.published, language=language):
        return None
    words = content_words(text, language=language)
    return Unit(evidence, index, Span(evidence.source, start, end, text), shown, words, leans(shown))
