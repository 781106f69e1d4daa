"""A cento (集句) in a form of regulated verse: couplets of the Tang and Song that hold its pattern and one rhyme."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.write.prosody import Pattern, line_fits, patterns, rhymes
from broadsheet.write.verse.couplets import Couplet, by_shape, couplets
from broadsheet.write.verse.quoted import Quoted
from broadsheet.write.verse.themes import worth

# A couplet that stood in the same place of its own poem opens, turns or ends this one better.
_IN_PLACE = 1.5
# How much chance may weigh against the theme: less than one word called up by it.
_CHANCE = 0.9


@dataclass(frozen=True, slots=True)
class Cento:
    """Lines of a form under a rhyme, each quoted or (the first) given."""

    pattern: Pattern
    rhyme: str
    lines: tuple[Quoted | str, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a cento is made for: its form, what its lines should hold, the rhyme book, an opening line to keep."""

    form: str
    weights: Mapping[str, float]
    book: str = "pingshui"
    first: str = ""
    seed: int = 0


def centos(wanted: Wanted, *, count: int = 1) -> list[Cento]:
    """Up to `count` centos that share no line, the best first.

    None when the opening line fits no pattern of the form, or no rhyme has lines enough.
    """
    rng = random.Random(f"{wanted.form}:{wanted.seed}:{wanted.first}")
    lot = {c.lines[0]: rng.random() * _CHANCE for c in couplets(wanted.book)}
    used: set[str] = set()
    found: list[Cento] = []
    while len(found) < count:
        best = max(_candidates(wanted, lot, used), key=lambda c: c.worth, default=None)
        if best is None:
            return found
        found.append(best)
        used |= {line.text for line in best.lines if isinstance(line, Quoted)}
    return found


def opens(wanted: Wanted) -> bool:
    """Whether the opening line is regular in some pattern of the form; without one there is nothing to fit."""
    return not wanted.first or any(line_fits(wanted.first, p, 0, book=wanted.book) for p in patterns(wanted.form))


def line_for(wanted: Wanted, pattern: Pattern, *, number: int, rhyme: str, taken: Sequence[str]) -> Quoted | None:
    """One line to quote in a place of a pattern, with the rhyme where that place has one, none of those taken."""
    rng = random.Random(f"{wanted.seed}:{number}:{''.join(taken)}")
    ends = {line[-1] for line in taken if line}
    rhymed = number in pattern.rhymed
    fitting = [
        (worth(line, wanted.weights, language="zh") + rng.random(), Quoted(line, c.poet, c.title))
        for c in couplets(wanted.book)
        if c.size == pattern.size
        for line, kind in zip(c.lines, c.kinds, strict=True)
        if kind == pattern.kinds[number]
        and line not in taken
        and (not rhymed or (rhyme in rhymes(line[-1], book=wanted.book) and line[-1] not in ends))
    ]
    return max(fitting, key=lambda row: row[0])[1] if fitting else None


def _candidates(wanted: Wanted, lot: Mapping[str, float], used: set[str]) -> list[Cento]:
    names = sorted({name for c in couplets(wanted.book) for name in c.rhymes})
    first = wanted.first
    open_to = [p for p in patterns(wanted.form) if not first or line_fits(first, p, 0, book=wanted.book)]
    made = (_under(wanted, pattern, rhyme, lot, used) for pattern in open_to for rhyme in names)
    return [cento for cento in made if cento is not None]


def _under(wanted: Wanted, pattern: Pattern, rhyme: str, lot: Mapping[str, float], used: set[str]) -> Cento | None:
    """The best couplets for the pattern under one rhyme; None where there is no couplet for a place."""
    first = wanted.first
    if first and 0 in pattern.rhymed and rhyme not in rhymes(first[-1], book=wanted.book):
        return None
    chosen: list[Couplet] = []
    total = 0.0
    for at in range(0, len(pattern.kinds), 2):
        place = "first" if not at else "last" if at + 2 == len(pattern.kinds) else "middle"
        opens = not at and not first and 0 in pattern.rhymed
        rows = [
            c
            for c in by_shape(wanted.book).get((pattern.size, pattern.kinds[at : at + 2]), ())
            if rhyme in c.rhymes and (not opens or rhyme in c.opening) and not used & set(c.lines)
        ]
        fresh = [c for c in rows if _is_fresh(c, chosen, first)]
        if not fresh:
            return None
        # Of the couplet that an opening line is set before, only the second line is read.
        read = {c.lines[0]: c.lines[1] if first and not at else "".join(c.lines) for c in fresh}
        value, best = max(((_value(c, read[c.lines[0]], place, wanted, lot), c) for c in fresh), key=lambda row: row[0])
        total += value
        chosen.append(best)
    lines: list[Quoted | str] = [Quoted(line, c.poet, c.title) for c in chosen for line in c.lines]
    return Cento(pattern, rhyme, tuple([first, *lines[1:]] if first else lines), total)


def _is_fresh(couplet: Couplet, chosen: Sequence[Couplet], first: str) -> bool:
    """Whether neither the poem nor the rhyme words stand in the cento already."""
    ends = {line[-1] for c in chosen for line in c.lines} | set(first[-1:])
    poems = {(c.poet, c.title) for c in chosen}
    return couplet.lines[1][-1] not in ends and (couplet.poet, couplet.title) not in poems


def _value(couplet: Couplet, text: str, place: str, wanted: Wanted, lot: Mapping[str, float]) -> float:
    own = worth(text, wanted.weights, language="zh")
    return own + lot[couplet.lines[0]] + (_IN_PLACE if couplet.place == place else 0.0)
