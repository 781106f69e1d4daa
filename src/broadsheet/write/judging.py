"""Whether a model's sentence may stand: checked against the planned points alone, because they are all it was shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.core import Claim, Evidence, Report, Span
from broadsheet.write.attribution import has_speaker
from broadsheet.write.checking import blanked, check
from broadsheet.write.conflicts import figures
from broadsheet.write.injection import is_instruction
from broadsheet.write.planning import language_of
from broadsheet.write.shapes import Ask, Plan, Point
from broadsheet.write.units import content_words

# The share of a sentence's content words that its point must hold: below this it speaks of something else. Honest
# paraphrases of the sample wire keep .45 and more.
_ABOUT = 0.3
# Above this a sentence tells the same point as one before it.
_SAID_ALREADY = 0.85
_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", re.IGNORECASE)

# A word of two or more Han characters that ends as the names of offices and firms do.
_BODY = re.compile("[\u4e00-\u9fff]{1,8}[府局厅署院部委社]")
# Who had it done to them by whom: small models turn it round (the winner "was turned over by" the loser).
_DONE_BY = re.compile("被[^，。被]{2}")
# What was worked out from figures is told whole: a result without its winner reads as the other side's.
_WHOLE = 0.8
# English words are told by their beginnings: resigned by a report that has resigns.
_BEGINNING = 5

_WHY = {
    "unsupported": {"zh": "要点中没有", "en": "the points do not say it"},
    "order": {"zh": "像是指令", "en": "it reads like an order"},
    "address": {"zh": "网址不在要点中", "en": "the address is not in the points"},
    "outlet": {"zh": "报道不一致时必须写明出处", "en": "reports differ, so the outlet must be named"},
    "speaker": {"zh": "漏了是谁说的", "en": "it drops who said so"},
    "turned": {"zh": "要点没有说被谁", "en": "the points do not say by whom"},
    "language": {"zh": "不是中文", "en": "it is not in English"},
    "part": {"zh": "只说了算出来的结果的一部分", "en": "it tells only a part of what was worked out"},
    "elsewhere": {"zh": "与要点无关", "en": "it is about none of the points"},
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its spans when it may stand, else with the reason; `point` is the number of its point."""

    text: str
    spans: tuple[Span, ...] = ()
    why: str = ""
    point: int | None = None


class Judge:
    """Judges the sentences of one draft. What stands in the points is the whole evidence."""

    def __init__(self, plan: Plan, ask: Ask) -> None:
        self._plan, self._ask = plan, ask
        self._evidence = shown_evidence(ask.evidence, plan.points)
        self._outlets = [e.outlet for e in ask.evidence if e.outlet]
        own = {e.source for e in ask.evidence if language_of(e) == ask.language or e.source.startswith("fact:")}
        self._words = [content_words(p.text, language=ask.language) if p.source in own else None for p in plan.points]

    def judge(self, text: str, *, headline: bool = False) -> Judged:
        """The sentence with its verdict; a headline may leave out who said it, but not who gives a disputed figure."""
        point, share = self._nearest(text)
        foreign = any(w is None for w in self._words)
        why = self._plainly_wrong(text, share=1.0 if foreign else share)
        if not why and point is not None:
            why = _without_source(text, self._plan.points[point], headline=headline)
        if not why and not headline and self._tells_part(text, point):
            why = "part"
        if not why and self._says_more(text, headline=headline and not foreign):
            why = "unsupported"
        if why:
            return Judged(text, why=_WHY[why][self._ask.language], point=point)
        report = check(text, self._evidence, language=self._ask.language)
        short = shortfall(report)
        if short:
            return Judged(text, why=short.reason or _WHY["unsupported"][self._ask.language], point=point)
        spans = tuple(dict.fromkeys(s for claim in report.claims for s in claim.evidence))
        return Judged(text, spans or self._spans_of(point), point=point)

    def repeats(self, text: str, said: Sequence[str]) -> bool:
        """Whether `text` says what one of `said` says already."""
        mine = content_words(text, language=self._ask.language)
        rows = [content_words(s, language=self._ask.language) for s in said]
        return any(mine and len(mine & row) >= _SAID_ALREADY * len(mine | row) for row in rows)

    def _tells_part(self, text: str, point: int | None) -> bool:
        """Whether a sentence leaves out words of a point that code worked out."""
        words = self._words[point] if point is not None else None
        if point is None or not words or not self._plan.points[point].source.startswith("fact:derived"):
            return False
        low = text.lower()
        return sum(_stem(w) in low for w in words) < _WHOLE * len(words)

    def _spans_of(self, point: int | None) -> tuple[Span, ...]:
        return self._plan.points[point].spans if point is not None else ()

    def _says_more(self, text: str, *, headline: bool) -> bool:
        """Whether a headline has a word that the points and the reports' headlines lack, or a sentence a body's name.

        A headline is read alone and by most: one strange word in it (the government for the police) is one too many.
        """
        shown = " ".join(p.text for p in (*self._plan.points, *self._plan.titles)).lower()
        words = content_words(blanked(text, self._outlets), language=self._ask.language)
        if not headline:
            words = frozenset(w for w in words if _BODY.fullmatch(w))
        return any(_stem(w) not in shown for w in words)

    def _nearest(self, text: str) -> tuple[int | None, float]:
        mine = content_words(text, language=self._ask.language)
        shares = [len(mine & w) / len(mine) if w and mine else 0.0 for w in self._words]
        best = max(range(len(shares)), key=lambda i: shares[i], default=None)
        return (best, shares[best]) if best is not None and shares[best] > 0 else (None, 0.0)

    def _plainly_wrong(self, text: str, *, share: float) -> str:
        if is_instruction(text):
            return "order"
        if not _is_in(text, self._ask.language):
            return "language"
        shown = " ".join(p.text for p in self._plan.points)
        if any(address not in shown for address in _ADDRESS.findall(text)):
            return "address"
        if any(done not in shown for done in _DONE_BY.findall(text)):
            return "turned"
        return "elsewhere" if share < _ABOUT else ""


def _stem(word: str) -> str:
    return word[: max(_BEGINNING, len(word) - 3)] if word.isascii() and word.isalpha() else word


def _without_source(text: str, point: Point, *, headline: bool) -> str:
    """Whether a sentence lost what its point may not be told without: the outlet of a disputed figure, the speaker."""
    named = point.outlet in text or (headline and has_speaker(text))
    if not named and point.disputed & figures(text):
        return "outlet"
    return "speaker" if has_speaker(point.text) and not has_speaker(text) and not headline else ""


def _is_in(text: str, language: str) -> bool:
    """Whether a sentence is in the language: names of the other may stand in it."""
    han = len(_HAN.findall(text))
    letters = sum(c.isalpha() for c in text) - han
    return han > 0 and han * 3 >= letters if language == "zh" else letters > 4 * han


def shortfall(report: Report) -> Claim | None:
    """The first claim of a report that may not stand: what is not borne out, and an opinion nobody is quoted for."""
    for claim in report.claims:
        if claim.verdict in ("unsupported", "contradicted") or (claim.verdict == "opinion" and not claim.evidence):
            return claim
    return None


def shown_evidence(evidence: Sequence[Evidence], points: Sequence[Point]) -> list[Evidence]:
    """The evidence with everything but the points blanked out; offsets stay what they were."""
    shown = []
    for source in evidence:
        spans = [s for p in points for s in p.spans if s.source == source.source and s.end > s.start]
        if spans:
            shown.append(replace(source, text=_blanked(source.text, spans), title=""))
    return shown


def _blanked(text: str, spans: Sequence[Span]) -> str:
    kept = [" "] * len(text)
    for span in spans:
        kept[span.start : span.end] = text[span.start : span.end]
        if span.end < len(text) and kept[span.end] == " ":
            kept[span.end] = "\n"
    return "".join(kept)
