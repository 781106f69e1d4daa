"""How a sentence lies on its evidence: how much one sentence has of it, whether its parts stand together, the order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.terms import plain, terms

CLOSEST = 6  # evidence sentences looked at; a true sentence is made from one to three
# Where a sentence may be cut in two so that each side still says something, as shares of its weight.
LEFT, RIGHT = 0.2, 0.8
TELLING = 3  # terms a clause or a shared stretch must have for its order or alignment to tell anything
FAR = 10.0  # sentences apart: beyond that two clauses rest on different parts of a story


def lying(passage: Passage, record: Record) -> dict[str, float]:
    """The features of alignment of a sentence, each 0..1 but `apart` (sentences) and `compression` (a ratio)."""
    close = record.align(passage)[:CLOSEST]
    told = list(dict.fromkeys(passage.terms))
    weights = {t: record.weight(t) for t in told}
    total = sum(weights.values())
    if not close or not total:
        return dict.fromkeys(NAMES, 0.0) | {"order": 1.0, "joint": 1.0, "compression": 1.0}
    sets = [frozenset(a.passage.terms) for a in close]
    best = sets[0]
    beside = best.union(*(p.terms for p in neighbours(close[0])))
    others = max((_share(best | s, weights, total) for s in sets[1:]), default=close[0].share)
    known = [t for t in told if record.holds(t)]
    run, breaks = _runs(passage.terms, close[0].passage.terms)
    low, apart = _clauses(passage, record, close, sets)
    return {
        "best": close[0].share,
        "second": close[1].share if len(close) > 1 else 0.0,
        "beside": _share(beside, weights, total),
        "two": others,
        "held": sum(weights[t] for t in known) / total,
        "joint": _joint(known, weights, sets),
        "order": _order(told, close[0].passage.terms),
        "run": run / len(passage.terms),
        "breaks": breaks / len(passage.terms),
        "clause": low,
        "apart": apart,
        "compression": min(len(passage.terms) / max(len(close[0].passage.terms), 1), 3.0),
    }


NAMES = ("best", "second", "beside", "two", "held", "joint", "order", "run", "breaks", "clause", "apart", "compression")


def neighbours(aligned: Aligned) -> Sequence[Passage]:
    """The sentences before and after an evidence sentence."""
    reading: Reading = aligned.reading
    at = aligned.passage.number
    return [reading.passages[i] for i in (at - 1, at + 1) if 0 <= i < len(reading.passages)]


def _share(there: frozenset[str], weights: dict[str, float], total: float) -> float:
    return sum(w for t, w in weights.items() if t in there) / total


def _joint(known: list[str], weights: dict[str, float], sets: Sequence[frozenset[str]]) -> float:
    """How well the two sides of a sentence stand together at its weakest cut: the best one sentence has of both."""
    whole = sum(weights[t] for t in known)
    if len(known) < TELLING or not whole:
        return 1.0
    totals = [sum(weights[t] for t in known if t in s) for s in sets]
    so_far, mine, weakest = 0.0, [0.0] * len(sets), 1.0
    for term in known[:-1]:
        so_far += weights[term]
        for i, there in enumerate(sets):
            mine[i] += weights[term] if term in there else 0.0
        if LEFT * whole <= so_far <= RIGHT * whole:
            rest = whole - so_far
            both = max(min(m / so_far, (t - m) / rest) for m, t in zip(mine, totals, strict=True))
            weakest = min(weakest, both)
    return weakest


def _order(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """The share of the terms both have that stand in the same order: the longest such row of them."""
    place = {t: i for i, t in reversed(list(enumerate(theirs)))}
    row = [place[t] for t in mine if t in place]
    if len(row) < TELLING:
        return 1.0
    tails: list[int] = []
    for at in row:
        i = bisect_left(tails, at)
        tails[i : i + 1] = [at]
    return len(tails) / len(row)


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """The longest run of terms taken over in one piece, and how often what is taken over breaks off."""
    places: dict[str, list[int]] = {}
    for i, term in enumerate(theirs):
        places.setdefault(term, []).append(i)
    longest, breaks = 0, 0
    before: dict[int, int] = {}
    for term in mine:
        now = {i: before.get(i - 1, 0) + 1 for i in places.get(term, ())}
        longest = max(longest, max(now.values(), default=0))
        breaks += bool(before) and not any(v > 1 for v in now.values())
        before = now
    return longest, breaks


def _clauses(
    passage: Passage, record: Record, close: Sequence[Aligned], sets: Sequence[frozenset[str]]
) -> tuple[float, float]:
    """The least that one sentence has of a clause, and how far apart the sentences stand that two clauses rest on."""
    shares, rests = [], []
    for clause in passage.clauses:
        words = terms(plain(passage.text[clause.start - passage.start : clause.end - passage.start]))
        weights = {t: record.weight(t) for t in words}
        total = sum(weights.values())
        if len(weights) < TELLING or not total:
            continue
        found = [_share(s, weights, total) for s in sets]
        at = max(range(len(found)), key=lambda i, row=found: row[i])  # type: ignore[misc]
        shares.append(found[at])
        rests.append(close[at])
    gaps = [
        float(abs(a.passage.number - b.passage.number)) if a.reading is b.reading else FAR for a, b in pairwise(rests)
    ]
    return min(shares, default=close[0].share), min(max(gaps, default=0.0), FAR)
