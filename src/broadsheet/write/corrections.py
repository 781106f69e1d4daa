"""Reports that correct earlier ones of their outlet, and the sentences they take back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import nlp
from broadsheet.core import Evidence
from broadsheet.write.units import Unit, content_words
from broadsheet.write.wording import say

_CORRECTION = re.compile(r"更正|勘误|订正|有误|\bcorrect(?:ion|s|ed|ing)\b|\bmisstated\b|\bwas wrong\b", re.IGNORECASE)
# Where a report says that it is a correction: its headline or its opening, in characters.
_OPENING = 200
_TAKEN_BACK = re.compile(
    r"有误|失实|不实|误|更正|未经核实|从未|\b(?:wrong|incorrect\w*|misstated|error|mistaken\w*|not|never)\b",
    re.IGNORECASE,
)
_OF_A_REPORT = re.compile(
    r"快讯|报道|稿件|消息|本稿|一文|\b(?:report(?:ed)?|story|article|headline|caption)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"\d[\d,.]*\d|\d+")
_QUOTED = re.compile(r"[“「](?P<words>[^”」]{2,30})[”」]")
# The share of a sentence's content words that a taken-back sentence holds for it to be the one meant.
_MEANT = 0.4


@dataclass(frozen=True, slots=True)
class _Error:
    """A sentence of a correction that tells the error, with the outlet and time it speaks for."""

    evidence: Evidence
    words: frozenset[str]
    figures: frozenset[str]
    quoted: tuple[str, ...]

    def meant(self, unit: Unit) -> bool:
        """Whether it takes back what `unit` says."""
        if any(words in unit.text for words in self.quoted) or self.figures & set(_FIGURE.findall(unit.text)):
            return bool(self.words & unit.words)
        return len(self.words & unit.words) >= _MEANT * max(1, len(unit.words))


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the corrections among the sources take back. `reports` are the corrected ones, to be used last."""

    errors: tuple[_Error, ...]
    reports: frozenset[str]
    notices: tuple[str, ...]

    def withdraws(self, unit: Unit) -> bool:
        """Whether a sentence of a corrected report has been taken back."""
        mine = unit.evidence
        return any(_precedes(mine, e.evidence) and e.meant(unit) for e in self.errors)


def is_correction(evidence: Evidence) -> bool:
    """Whether a report says that it corrects an earlier one."""
    return bool(_CORRECTION.search(evidence.title) or _CORRECTION.search(evidence.text[:_OPENING]))


def is_apology(unit: Unit) -> bool:
    """Whether a sentence of a correction speaks of the report that was wrong, and not of the matter itself."""
    text = unit.span.text
    return bool(_TAKEN_BACK.search(text) and _OF_A_REPORT.search(text)) and is_correction(unit.evidence)


def corrections(evidence: Sequence[Evidence], *, language: str) -> Corrections:
    """The corrections among the sources, and the earlier report of the outlet that each is likest to."""
    errors: list[_Error] = []
    corrected: dict[str, str] = {}
    for source in evidence:
        earlier = [e for e in evidence if _precedes(e, source)]
        if not earlier or not is_correction(source):
            continue
        errors += _errors(source)
        words = content_words(source.title + source.text, language=source.language)
        likest = max(earlier, key=lambda e: len(words & content_words(e.title + e.text, language=e.language)))
        corrected[likest.source] = say("took_back", language, name=source.outlet, title=likest.title or likest.source)
    return Corrections(tuple(errors), frozenset(corrected), tuple(corrected.values()))


def _precedes(earlier: Evidence, correction: Evidence) -> bool:
    """Whether `earlier` is an older report of the same outlet."""
    if not correction.outlet or earlier.outlet != correction.outlet or earlier.source == correction.source:
        return False
    return bool(earlier.published and correction.published and earlier.published < correction.published)


def _errors(source: Evidence) -> list[_Error]:
    """The sentences of a correction that tell the error; a short one (that was wrong) speaks of the one before it."""
    rows = [source.text[a:b] for a, b in nlp.sentences(source.text, language=source.language)]
    found = []
    for before, row in zip(["", *rows], rows, strict=False):
        if _TAKEN_BACK.search(row):
            text = f"{before} {row}" if len(content_words(row, language=source.language)) < 4 else row
            quoted = tuple(m["words"] for m in _QUOTED.finditer(text))
            words = content_words(text, language=source.language)
            found.append(_Error(source, words, frozenset(_FIGURE.findall(text)), quoted))
    return found
