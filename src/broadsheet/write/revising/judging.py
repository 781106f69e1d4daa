"""Whether a revised sentence may stand: it may say what the passage and the evidence say, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.core import Evidence, Span
from broadsheet.write.injection import is_instruction
from broadsheet.write.judging import Judge
from broadsheet.write.shapes import Ask, Plan, Point
from broadsheet.write.units import content_words

_TOO_FAR = {"en": "it changes too much", "zh": "改动太大"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of judging a sentence: `why` it may not stand (empty: it may) and which original it says anew."""

    text: str
    why: str = ""
    original: int | None = None


class Referee:
    """Judges the revised sentences of one passage. `originals` are the passage's own sentences."""

    def __init__(
        self, originals: Sequence[str], *, evidence: Sequence[Evidence] = (), language: str, least_alike: float = 0.0
    ) -> None:
        self._originals, self._language, self._least_alike = originals, language, least_alike
        passage = Evidence("text", "\n".join(originals), language=language)
        points = (*_points(passage, originals), *(p for e in evidence for p in _points(e, e.text.splitlines())))
        ask = Ask("edit", language, None, {}, (passage, *evidence))
        self._judge = Judge(Plan(points), ask)
        self._words = [content_words(s, language=language) for s in originals]

    def judge(self, text: str) -> Verdict:
        """The sentence with its verdict. One that the passage has word for word always stands."""
        near = self.nearest(text)
        if text in self._originals:
            return Verdict(text, "", self._originals.index(text))
        judged = self._judge.judge(text)
        why = judged.why
        if not why and near is not None and alike(text, self._originals[near]) < self._least_alike:
            why = _TOO_FAR[self._language]
        return Verdict(text, why, near)

    def judge_headline(self, text: str) -> Verdict:
        """A headline with its verdict: each of its words must stand in the passage; who said so may be left out."""
        return Verdict(text, self._judge.judge(text, headline=True).why, self.nearest(text))

    def nearest(self, text: str) -> int | None:
        """The original that shares most of its words with `text`; None when none shares any."""
        mine = content_words(text, language=self._language)
        shares = [len(mine & w) / (len(mine | w) or 1) for w in self._words]
        best = max(range(len(shares)), key=lambda i: shares[i], default=None)
        return best if best is not None and shares[best] > 0 else None


def alike(one: str, other: str) -> float:
    """How alike two sentences are in their letters, 0..1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _points(evidence: Evidence, rows: Sequence[str]) -> list[Point]:
    found: list[Point] = []
    at = 0
    for row in rows:
        start = evidence.text.find(row, at)
        if start < 0 or not row.strip() or is_instruction(row):
            continue
        at = start + len(row)
        found.append(Point(row, (Span(evidence.source, start, at, row),), evidence.outlet))
    return found
