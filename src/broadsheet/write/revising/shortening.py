"""A text made shorter by leaving out: asides inside sentences first, then whole sentences, those that matter least.

A negation, a hedge, a condition and a speaker are never cut off (see `compress`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.core import Evidence, Span
from broadsheet.write.furniture import leans
from broadsheet.write.measures import length
from broadsheet.write.ranking import Likeness, scores
from broadsheet.write.revising.stretches import Stretch, joined, paragraphs, sentences
from broadsheet.write.units import Unit, content_words

# Words that open a sentence and say nothing, and asides between commas or brackets that explain a name.
_EMPTY_ZH = re.compile(
    r"(?:(?<=^)|(?<=[。！？\n]))(?:据悉|据了解|值得注意的是|值得一提的是|众所周知|需要指出的是|总的来说|总而言之|毫无疑问|不言而喻)，"
)
_EMPTY_EN = re.compile(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\n))"
    r"(?:It (?:is|should be) (?:worth noting|noted) that|Needless to say,|As (?:is|it is) well known,"
    r"|In other words,|All in all,|Of course,|In fact,|Indeed,|It goes without saying that) (\w)"
)
_BRACKET_ZH = re.compile(r"（[^（）\d]{1,30}）")
_BRACKET_EN = re.compile(r" \([^()\d]{1,60}\)")
_ASIDE_EN = re.compile(
    r", (?:who|which|whose) (?!(?:has|have|had|is|are|was|were)? ?(?:not|never|no)\b)[^,.;\d]{3,80},(?= )"
)
_LONG = 40_000


def shorter(text: str, *, language: str, most: int) -> tuple[str, list[str]]:
    """`text` within `most` (words in English, characters in Chinese) where whole sentences allow it; and what went.

    The first sentence stays always.
    """
    text, dropped = _without_asides(text, language)
    rows = _rows(text, language)
    if sum(length(r.text, language) for r in rows) <= most or len(rows) < 2:
        return text, dropped
    kept = _chosen(rows, language=language, most=most)
    dropped += [r.text.strip() for i, r in enumerate(rows) if i not in kept]
    return _without_rows(rows, kept), dropped


def _without_asides(text: str, language: str) -> tuple[str, list[str]]:
    if language == "zh":
        asides = [_BRACKET_ZH]
        text = _EMPTY_ZH.sub("", text)
    else:
        asides = [_BRACKET_EN, _ASIDE_EN]
        text = _EMPTY_EN.sub(lambda m: m[1].upper(), text)
    gone = [m.group().strip(" ,") for aside in asides for m in aside.finditer(text)]
    for aside in asides:
        text = aside.sub("", text)
    return text, gone


def _rows(text: str, language: str) -> list[Stretch]:
    """The sentences of all paragraphs, each with what follows it."""
    found = []
    for paragraph in paragraphs(text, language=language, most=_LONG):
        cut = sentences(paragraph.text, language=language) or [Stretch("", "", 0)]
        found += [*cut[:-1], replace(cut[-1], gap=cut[-1].gap + paragraph.gap)]
    return found


def _chosen(rows: Sequence[Stretch], *, language: str, most: int) -> set[int]:
    """The sentences that stay: the weightiest that fit, one that leans only behind the one it leans on."""
    source = Evidence("text", "", language=language)
    units = [
        Unit(source, i, Span("text", 0, 0, ""), r.text, content_words(r.text, language=language), leans(r.text.strip()))
        for i, r in enumerate(rows)
    ]
    weights = scores(Likeness(units))
    kept = {0}
    total = length(rows[0].text, language)
    for number in sorted(range(1, len(rows)), key=lambda i: -weights[i]):
        size = length(rows[number].text, language)
        if total + size > most or (units[number].leans and number - 1 not in kept):
            continue
        kept.add(number)
        total += size
    return kept | {i for i, r in enumerate(rows) if not r.text.strip()}


def _without_rows(rows: Sequence[Stretch], kept: set[int]) -> str:
    """The rows that stay; what ended a paragraph still ends it."""
    found: list[Stretch] = []
    for number, row in enumerate(rows):
        if number in kept:
            found.append(row)
        elif found and "\n" in row.gap:
            found[-1] = replace(found[-1], gap=max(found[-1].gap, row.gap, key=lambda gap: gap.count("\n")))
    text = joined(found)
    return text if rows[-1].gap else text.rstrip()
