"""Whether words that a sentence puts together stand together in the evidence: in a clause, side by side, in company."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from broadsheet import nlp
from broadsheet.verify.polarity import words
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.terms import clauses, plain, terms

NAMES = (
    "clause_best",
    "clause_two",
    "novel",
    "novel_sum",
    "paired",
    "unpaired",
    "distance",
    "widest",
    "skipped",
    "spread",
    "company",
    "alone",
    "subject",
    "figure",
)
CLOSEST = 5  # sentences of the evidence looked at
FAR = 24.0  # terms between two words: beyond that they have nothing to do with each other
BESIDE = 2  # words on each side of a word that are its company
SPREAD = 16  # words of a sentence whose every pair is looked at: a list of names has no end
RARE = 0.4  # of a word's rarity: commoner ones stand in any company
MOST = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the evidence: where each term stands, and the terms of each clause."""

    places: dict[str, tuple[int, ...]]
    clauses: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of the draft: its terms, its rarity 0..1, and the lines that have it as line number and place."""

    terms: tuple[str, ...]
    rarity: float
    at: tuple[tuple[int, int], ...]


def bonded(passage: Passage, record: Record) -> dict[str, float]:
    """The features of what stands together; all 0..1 but `novel_sum` and distances, in terms."""
    lines = [_line(a.passage.text) for a in record.align(passage)[:CLOSEST]]
    told = _words(passage.text, lines)
    if not told or not lines:
        return dict.fromkeys(NAMES, 0.0) | {"paired": 1.0, "company": 1.0, "alone": 1.0, "subject": 1.0, "figure": 1.0}
    held = [w for w in told if w.at]
    lost = [w.rarity for w in told if not w.at]
    one, two = _clauses(told, lines)
    return {
        "clause_best": one,
        "clause_two": two,
        "novel": max(lost, default=0.0),
        "novel_sum": min(sum(lost), MOST),
        **_pairs(held),
        **_company(told, lines),
        "subject": _subject(held),
    }


@lru_cache(maxsize=4096)
def _line(text: str) -> Line:
    folded = plain(text)
    places: dict[str, list[int]] = {}
    for i, term in enumerate(terms(folded)):
        places.setdefault(term, []).append(i)
    parts = tuple(frozenset(terms(folded[a:b])) for a, b in clauses(folded, 0, len(folded)))
    return Line({t: tuple(p) for t, p in places.items()}, parts)


def _words(text: str, lines: Sequence[Line]) -> list[Word]:
    found = []
    for word, _, _ in words(plain(text)):
        mine = () if nlp.is_stop(word) else terms(word)
        if mine:
            at = tuple((i, p) for i, line in enumerate(lines) for p in _places(mine, line))
            found.append(Word(mine, _rarity(word), at))
    return found


@lru_cache(maxsize=16384)
def _rarity(word: str) -> float:
    return min(max(nlp.rarity(word), 0.05), 1.0)


def _places(mine: tuple[str, ...], line: Line) -> tuple[int, ...]:
    """Where a line has the word: by any of its terms in part, by the first when it has all."""
    if len(mine) == 1:
        return line.places.get(mine[0], ())
    hits = [line.places[t] for t in mine if t in line.places]
    return hits[0] if len(hits) * 2 >= len(mine) else ()


def _clauses(told: Sequence[Word], lines: Sequence[Line]) -> tuple[float, float]:
    """The most of the rarity of a sentence that one clause has, and that two clauses side by side have."""
    total = sum(w.rarity for w in told)
    one = two = 0.0
    for line in lines:
        shares = [[w.rarity * _part(w, clause) for w in told] for clause in line.clauses]
        one = max([one, *map(sum, shares)])
        two = max([two, *(sum(map(max, a, b)) for a, b in pairwise(shares))])
    return one / total, max(one, two) / total


def _part(word: Word, clause: frozenset[str]) -> float:
    return sum(t in clause for t in word.terms) / len(word.terms)


def _pairs(held: Sequence[Word]) -> dict[str, float]:
    """How near to each other the evidence has words that follow each other in the draft, and all words of it."""
    near = [(_distance(a, b), a.rarity * b.rarity) for a, b in pairwise(held)]
    over = [(_distance(a, b), a.rarity * b.rarity) for a, b in zip(held, held[2:], strict=False)]
    far = [(_distance(a, b), a.rarity * b.rarity) for a, b in combinations(held[:SPREAD], 2)]
    whole = sum(w for _, w in near)
    if not whole:
        return {"paired": 1.0} | dict.fromkeys(("unpaired", "distance", "widest", "skipped", "spread"), 0.0)
    return {
        "paired": sum(w for d, w in near if d < FAR) / whole,
        "unpaired": max((w for d, w in near if d >= FAR), default=0.0),
        "distance": sum(d * w for d, w in near) / whole,
        "widest": max(d * w for d, w in near),
        "skipped": max((d * w for d, w in over), default=0.0),
        "spread": sum(d * w for d, w in far) / sum(w for _, w in far),
    }


def _distance(one: Word, other: Word) -> float:
    gaps = [abs(p - q) for i, p in one.at for j, q in other.at if i == j]
    return min(float(min(gaps, default=int(FAR))), FAR)


def _company(told: Sequence[Word], lines: Sequence[Line]) -> dict[str, float]:
    """Of each rare word or figure, the share of its neighbours that stand in a clause with it: the least, the mean."""
    rare: list[float] = []
    figures: list[float] = []
    for i, word in enumerate(told):
        figure = word.terms[0][0].isdigit()
        others = [*told[max(i - BESIDE, 0) : i], *told[i + 1 : i + 1 + BESIDE]]
        if not word.at or not others or (word.rarity < RARE and not figure):
            continue
        whole = sum(o.rarity for o in others)
        at = {j for j, _ in word.at}
        there = (c for j in at for c in lines[j].clauses if _part(word, c) >= 0.5)
        share = max((sum(o.rarity * _part(o, c) for o in others) / whole for c in there), default=0.0)
        (figures if figure else rare).append(share)
    both = rare + figures
    return {
        "company": sum(both) / len(both) if both else 1.0,
        "alone": min(both, default=1.0),
        "figure": min(figures, default=1.0),
    }


def _subject(held: Sequence[Word]) -> float:
    """The most of the rest's rarity that stands behind the first word in one sentence of the evidence."""
    if len(held) < 3:
        return 1.0
    first, rest = held[0], held[1:]
    total = sum(w.rarity for w in rest)
    shares = [sum(w.rarity for w in rest if any(j == i and q > p for j, q in w.at)) for i, p in first.at]
    return max(shares, default=0.0) / total
