"""Centos in English forms: stanzas of sonnets that rhyme fully, lines of five and seven syllables for a haiku."""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from broadsheet.write.verse.quoted import Quoted
from broadsheet.write.verse.themes import worth

_CHANCE = 0.9
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "sonnet": ("1", "2", "3", "c"),
    "petrarchan": ("o", "s"),
    "haiku": ("5", "7", "5"),
    "free": ("7", "5", "7", "5", "7", "5", "7", "5"),
}


def centos(form: str, weights: Mapping[str, float], *, seed: int, count: int = 1) -> list[list[Quoted]]:
    """Up to `count` centos that share no line: a stanza or line for each place of the form, from different works."""
    rng = random.Random(f"{form}:{seed}")
    lot = {stanza[0].text: rng.random() * _CHANCE for stanzas in _library(form).values() for stanza in stanzas}
    used: set[str] = set()
    found: list[list[Quoted]] = []
    while len(found) < count:
        made = _one(form, weights, lot, used)
        if made is None:
            break
        found.append(made)
        used |= {line.text for line in made}
    return found


def stanza_for(place: str, *, form: str, weights: Mapping[str, float], seed: int, taken: Sequence[str]) -> list[Quoted]:
    """The best lines for one place of a form that are not among those taken; empty when all are."""
    rng = random.Random(f"{place}:{seed}:{len(taken)}")
    rows = [s for s in _library(form)[place] if not {line.text for line in s} & set(taken)]
    return max(rows, key=lambda s: _worth(s, weights) + rng.random() * _CHANCE, default=[])


def places(form: str) -> tuple[str, ...]:
    """The places of a form that stanzas or lines are chosen for."""
    return _SHAPES[form]


def _one(form: str, weights: Mapping[str, float], lot: Mapping[str, float], used: set[str]) -> list[Quoted] | None:
    lines: list[Quoted] = []
    works: set[str] = set()
    for place in _SHAPES[form]:
        rows = [s for s in _library(form)[place] if not used & {line.text for line in s}]
        fresh = [s for s in rows if s[0].work not in works and s[0].text not in {line.text for line in lines}]
        if not fresh:
            return None
        best = max(fresh, key=lambda s: _worth(s, weights) + lot[s[0].text])
        works.add(best[0].work)
        lines += best
    return lines


def _worth(stanza: Sequence[Quoted], weights: Mapping[str, float]) -> float:
    return worth(" ".join(line.text for line in stanza), weights, language="en")


@cache
def _library(form: str) -> Mapping[str, tuple[list[Quoted], ...]]:
    """Stanzas by the place they may take."""
    rows = {"sonnet": _sonnets, "petrarchan": _petrarchan}.get(form, _lines)()
    found: dict[str, tuple[list[Quoted], ...]] = {}
    for place, stanza in rows:
        found[place] = (*found.get(place, ()), stanza)
    return found


def _sonnets() -> Iterator[tuple[str, list[Quoted]]]:
    for number, place, text in _rows("sonnets_en.tsv"):
        yield place, [Quoted(line, "William Shakespeare", f"Sonnet {number}") for line in text.split(" / ")]


def _petrarchan() -> Iterator[tuple[str, list[Quoted]]]:
    for poet, work, place, text in _rows("petrarchan_en.tsv"):
        yield place, [Quoted(line, poet, work) for line in text.split(" / ")]


def _lines() -> Iterator[tuple[str, list[Quoted]]]:
    for size, poet, work, text in _rows("lines_en.tsv"):
        yield size, [Quoted(text, poet, work)]


def _rows(name: str) -> list[list[str]]:
    text = (files("broadsheet.write.verse") / "data" / name).read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines()]
