"""What a sentence makes the cause of what. That one thing came after another makes neither the cause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.statements.counterparts import related, roots, share_of
from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain

# Shares of one side's weight of terms: at SAID two stretches tell the same thing, at TOLD the evidence tells both
# sides of a cause the draft puts between them, at ALONE one of them is not the other.
SAID, TOLD, ALONE = 0.5, 0.65, 0.5
# What a draft gives as the cause may be nowhere in the evidence, so that its sentence has less in common.
_NEAR = 0.1
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"[，,；;。：:！？!?](?!\d)")
_STOP = re.compile(rf"{_MARK.pattern}|\b(?:that|which|who|and|but|after|when|while|as)\b")
_SHORT = 3  # characters before a mark that begin no clause: 此外，
_MANY = 40  # characters a cause or what came of it is read from in either direction


@dataclass(frozen=True, slots=True)
class Link:
    """A cause and what came of it, as texts, with the place of the word that joins them."""

    start: int
    end: int
    cause: str
    effect: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A link of the draft that the evidence does not make: `rule` is turned, unknown or added; `found` its words."""

    link: Link
    rule: str
    found: str


def faults(draft: Reading, passage: Passage, record: Record) -> Iterator[Fault]:
    """Each cause in a draft sentence that the evidence has the other way round, calls unknown or does not make."""
    mine = links(passage.text)
    close = related(draft, passage, record, least=_NEAR) if mine else []
    for link in mine:
        if close and (fault := _fault(link, close, record)):
            yield fault


def _fault(link: Link, close: Sequence[Aligned], record: Record) -> Fault | None:
    theirs = [(other, a.passage.text) for a in close for other in links(a.passage.text)]
    if any(
        _told(link.cause, o.cause, record) >= SAID and _told(link.effect, o.effect, record) >= SAID for o, _ in theirs
    ):
        return None
    for other, sentence in theirs:
        if _crossed(link, other, record):
            return Fault(link, "turned", sentence)
    stretch = _around(close[0])
    unknown = _pattern("unknown", _language(stretch)).search(plain(stretch))
    if unknown and _told(link.effect, stretch, record) >= SAID and not _signs(close, link, record):
        return Fault(link, "unknown", _sentence_at(stretch, unknown.start()))
    both = min(_told(link.cause, stretch, record), _told(link.effect, stretch, record))
    if both >= TOLD and not _pattern("loose", _language(stretch)).search(plain(stretch)):
        return Fault(link, "added", close[0].passage.text)
    return None


def _crossed(link: Link, other: Link, record: Record) -> bool:
    across = min(_told(link.cause, other.effect, record), _told(link.effect, other.cause, record))
    along = max(_told(link.cause, other.cause, record), _told(link.effect, other.effect, record))
    return across >= SAID and along < across and along < ALONE


def _signs(close: Sequence[Aligned], link: Link, record: Record) -> bool:
    """Whether a close sentence gives what the draft calls the cause, with any sign that it is one."""
    return any(
        _told(link.cause, a.passage.text, record) >= SAID
        and _pattern("loose", a.reading.language).search(plain(a.passage.text))
        for a in close
    )


def _told(part: str, sentence: str, record: Record) -> float:
    return share_of(_terms(part), _terms(sentence), record)


@lru_cache(maxsize=8192)
def _terms(text: str) -> frozenset[str]:
    return frozenset(roots(text))


def _around(aligned: Aligned) -> str:
    """The evidence sentence with the one before and the one after it."""
    passages, number = aligned.reading.passages, aligned.passage.number
    near = passages[max(0, number - 1) : number + 2]
    return aligned.reading.text[near[0].start : near[-1].end]


def _sentence_at(text: str, at: int) -> str:
    start = max((m.end() for m in re.finditer(r"[。.!?！？]\s*", text[:at])), default=0)
    stop = re.search(r"[。.!?！？]", text[at:])
    return text[start : at + stop.end() if stop else len(text)].strip()


def _language(text: str) -> str:
    return "zh" if _HAN.search(text) else "en"


@lru_cache(maxsize=4096)
def links(sentence: str) -> tuple[Link, ...]:
    """The causes in `sentence` with what came of them, in the order of the words that join them."""
    text = plain(sentence)
    language = _language(text)
    found: dict[int, Link] = {}
    for m in _pattern("opening", language).finditer(text):
        comma = _MARK.search(text, m.end())
        if comma and _opens(text, m.start()):
            found[m.start()] = Link(*m.span(), text[m.end() : comma.start()], _clause_after(text, comma.end()))
    for m in _pattern("backward", language).finditer(text):
        found.setdefault(m.start(), Link(*m.span(), _clause_after(text, m.end()), _clause_before(text, m.start())))
    for m in _pattern("forward", language).finditer(text):
        found[m.start()] = Link(*m.span(), _clause_before(text, m.start()), _clause_after(text, m.end()))
    for m in _BY_ZH.finditer(text):
        found[m.start()] = Link(*m.span("by"), m["cause"], m["effect"])
    sound = (link for _, link in sorted(found.items()) if _terms(link.cause) and _terms(link.effect))
    return tuple(sound)


def _opens(text: str, at: int) -> bool:
    return not text[:at].strip(" “\"'") or text[at - 1] in "，；。：“"


def _clause_after(text: str, start: int) -> str:
    mark = _STOP.search(text, start + 1)
    return text[start : min(mark.start() if mark else len(text), start + 3 * _MANY)]


def _clause_before(text: str, end: int) -> str:
    """The clause before a word, with the one before that where the word begins its own."""
    ends = [m.end() for m in _MARK.finditer(text, 0, end)]
    begins = bool(ends) and len(text[ends[-1] : end].strip()) <= _SHORT
    start = (ends[-2] if len(ends) > 1 else 0) if begins else (ends[-1] if ends else 0)
    return text[max(start, end - 3 * _MANY) : end]


@lru_cache(maxsize=8)
def _pattern(key: str, language: str) -> re.Pattern[str]:
    edges = (r"\b(?:", ")" if key == "unknown" else r")\b") if language == "en" else ("(?:", ")")
    parts = str(table("causes")[f"{key}_{language}"]).split()
    return re.compile(edges[0] + "|".join(p.replace("_", " ") for p in parts) + edges[1], re.IGNORECASE)


_BY_ZH = re.compile(
    r"(?P<effect>[^，。；：]{2,30}?)(?:是|系)?(?P<by>[由因])(?P<cause>[^，。；：]{2,30}?)(?:引起|引发|造成|导致|所致|触发|而起)"
)
