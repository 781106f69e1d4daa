"""What a value is the value of: the words of its own part of the sentence, and those it takes over from parts before.

"营收120亿元，同比增长8%；净利润9亿元" gives 8% no head of its own, so it takes 营收 from the part before; 净利润 is
the head of 9亿元. It parses no grammar: a part reaches from one mark or conjunction to the next.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.tables import table, words
from broadsheet.verify.terms import terms
from broadsheet.verify.values.shapes import Placed

# How far a value's own words, those of a part it has to lean on, and those of parts further off are about it.
OWN, LEANT_ON, BEFORE, FURTHER, AFTER, AFTER_VALUED = 1.0, 0.9, 0.6, 0.4, 0.5, 0.25
# Beyond a semicolon another statement begins.
APART = 0.25
_PARTING = re.compile(
    r"(?<!\d),|,(?!\d{3})|[，、；;。：:（）()！!？?\n—]|\s[-–]\s"
    r"|\b(?:and|but|while|whereas|compared with|compared to|against|versus)\b|\bto(?=\s(?:[A-Z]|his\b|her\b|their\b))"
    r"|(?<=[\u3400-\u9fff])(?:而|另有|以及)|(?<=[\u3400-\u9fff\d%])[和与及并](?=[\u3400-\u9fff]{0,12}[\d零一二三四五六七八九十百千万]|[\u3400-\u9fff]{2})"
)
# 其中, of whom, they: what the part tells of was named before it.
_LEANS = re.compile(
    r"其中|(?:\A|(?<=[，；。]))[其该他她它]|\b(?:of (?:them|those|which|whom)|they|them|it|he|she|its|their|his|her)\b",
    re.I,
)
_GRAMMAR = frozenset({"for"})  # a vote for, and half of all sentences
_BREAK = re.compile(r"[；;]")
# "$10 billion (9.35 billion euros) in exports": an amount said over in brackets parts nothing.
_SAID_OVER = re.compile(r"(?<=[\w%])\s?[(（](?:about |some |约)?[$£€¥]?\d[^()（）,;，；]{0,40}[)）]")
_ONE_HAN = r"[\u3400-\u9fff]"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence between two marks, with its telling terms and whether it states a value."""

    start: int
    end: int
    terms: frozenset[str]
    valued: bool


def frame_of(reading: Reading, value: Placed) -> Mapping[str, float]:
    """How much each term near `value` is about it, 0..1."""
    return reading.keep(("frame", value.start), lambda: _frame(reading, value))


def part_of(reading: Reading, value: Placed) -> Part:
    """The part of its sentence that `value` stands in."""
    passage = reading.passage_at(value.start)
    found = (p for p in _parts_of(reading, passage) if p.start <= value.start < p.end)
    return next(found, Part(passage.start, passage.end, frozenset(), valued=True))


def _frame(reading: Reading, value: Placed) -> Mapping[str, float]:
    passage = reading.passage_at(value.start)
    parts = _parts_of(reading, passage)
    at = next((i for i, p in enumerate(parts) if p.start <= value.start < p.end), 0)
    weights = dict.fromkeys(parts[at].terms, OWN)
    leaning = not weights or bool(_LEANS.search(reading.plain, parts[at].start, parts[at].end))
    before = [p for p in reversed(parts[:at]) if p.terms]
    if leaning and not before and passage.number:
        earlier = _parts_of(reading, reading.passages[passage.number - 1])
        before = [p for p in reversed(earlier) if p.terms]
    for distance, part in enumerate(before):
        nearest, rest = (LEANT_ON, BEFORE) if leaning else (BEFORE, FURTHER)
        weight = rest if distance else nearest
        beyond = not leaning and _BREAK.search(reading.plain, part.end, value.start)
        _add(weights, part.terms, APART if beyond else weight)
    for part in parts[at + 1 :]:
        _add(weights, part.terms, AFTER_VALUED if part.valued else AFTER)
        if part.valued:
            break
    return weights


def _parts_of(reading: Reading, passage: Passage) -> tuple[Part, ...]:
    return reading.keep(("parts", passage.start), lambda: tuple(parts_of(reading, passage)))


def _add(weights: dict[str, float], more: frozenset[str], weight: float) -> None:
    for term in more:
        weights[term] = max(weights.get(term, 0.0), weight)


def parts_of(reading: Reading, passage: Passage) -> Iterator[Part]:
    """The parts of a sentence in order."""
    text = reading.plain
    held = _values(reading, passage)
    held_over = [m.span() for m in _SAID_OVER.finditer(text, passage.start, passage.end)]
    cuts = [passage.start]
    for m in _PARTING.finditer(text, passage.start, passage.end):
        if not any(start < m.end() and m.start() < end for start, end in [*held, *held_over]):
            cuts += [m.start(), m.end()]
    cuts.append(passage.end)
    return (_part(text, a, b, held) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b)


def _values(reading: Reading, passage: Passage) -> list[tuple[int, int]]:
    starts, places = reading.values
    return places[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]


def _part(text: str, start: int, end: int, held: Sequence[tuple[int, int]]) -> Part:
    inside = [(a, b) for a, b in held if start <= a < end]
    edges = [start, *(offset for span in inside for offset in span), end]
    between = (text[a:b] for a, b in list(pairwise(edges))[::2])
    counted = (t for a, b in inside for t in telling(text[a:b]) if t.startswith("="))  # six women
    found = chain((t for piece in between for t in telling(piece)), counted)
    return Part(start, end, frozenset(found), bool(inside))


def telling(text: str) -> Iterator[str]:
    """The terms of `text` that tell of what its figures are: roles by their names, no word that goes with all."""
    roles: list[str] = []

    def take(m: re.Match[str]) -> str:
        roles.append(f"={m.lastgroup}")
        return "|"

    yield from terms(_generic().sub("|", _roles().sub(take, text.replace("non-", "non"))))
    yield from roles


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    han = sorted(words("frames", "generic_zh"), key=len, reverse=True)
    latin = sorted(words("frames", "generic_en"), key=len, reverse=True)
    single, longer = "".join(w for w in han if len(w) == 1), "|".join(w for w in han if len(w) > 1)
    return re.compile(
        rf"{longer}|(?<![\u3400-\u9fff])[{single}]|[{single}](?![\u3400-\u9fff])|\b(?:{'|'.join(latin)})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _roles() -> re.Pattern[str]:
    rows = []
    for role, listed in {**table("roles"), **table("frames")["alike"]}.items():
        latin = "|".join(w for w in listed.split() if w.isascii() and w not in _GRAMMAR)
        # A single character (金, 伤) is a part of too many words; it counts where it stands alone.
        han = "|".join(
            w if len(w) > 1 else rf"(?<!{_ONE_HAN}){w}(?!{_ONE_HAN})" for w in listed.split() if not w.isascii()
        )
        rows.append(rf"(?P<{role}>\b(?:{latin})\b" + (f"|{han}" if han else "") + ")")
    return re.compile("|".join(rows), re.IGNORECASE)
