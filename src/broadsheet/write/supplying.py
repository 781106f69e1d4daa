"""More of what the sources say, for a text that needs it: sentences not told yet, in the order they matter."""

from collections.abc import Iterator, Sequence

from broadsheet.write.mending import in_language, replacement
from broadsheet.write.naming import named
from broadsheet.write.planning import language_of, reports
from broadsheet.write.rule import broken
from broadsheet.write.shapes import Ask, Part, Plan, Point
from broadsheet.write.units import content_words, read

# A sentence that shares this much of its words with one that was told says nothing new.
_TOLD = 0.7


def supplies(plan: Plan, ask: Ask, *, told: Sequence[Part]) -> Iterator[Part]:
    """Sentences in the language of the text that keep its rules: the plan's own first, then the rest of the sources."""
    said = [content_words(p.text, language=ask.language) for p in told]
    spans = {span for p in told for span in p.spans}
    for point in (*plan.points, *_more(ask)):
        if set(point.spans) & spans or not in_language(point, ask):
            continue
        part = replacement(point, ask)
        words = content_words(part.text, language=ask.language)
        if _is_among(words, said):
            continue
        if not broken(part.text, ask.controls, ask.language):
            spans |= set(point.spans)
            said.append(words)
            yield part


def is_told(text: str, said: Sequence[str], *, language: str) -> bool:
    """Whether one of the sentences `said` has most of the words of `text` that say something."""
    words = content_words(text, language=language)
    return _is_among(words, [content_words(s, language=language) for s in said])


def _is_among(words: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    return any(len(words & row) >= _TOLD * max(1, len(words)) for row in said)


def _more(ask: Ask) -> Iterator[Point]:
    """Every printable sentence of the sources, the newest report first."""
    for source in reports(ask):
        if language_of(source) == ask.language:
            for unit in read(source, language=ask.language).units:
                if not unit.leans:
                    yield Point(unit.text, (unit.span,), named(source))
