"""Words taken over: a draft that is its source, or long stretches of one outside quotation marks.

A newsroom that prints agency copy as it came leaves this check out by naming the others in `only`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

# Units are words, and in Chinese characters. A run of so many in a row is no chance: names of bodies and set phrases of
# the wire reach 20 characters and 9 words. The desk's rule of thumb is two lines of print.
_RUN_HAN, _RUN_WORDS = 40, 25
# From this share of the draft on, taken over in runs, it is the source's text and not only some lines of it.
_WHOLE = 0.6
# Texts of fewer units (a headline, a brief of two lines) can hardly be told otherwise.
_SHORT_HAN, _SHORT_WORDS = 120, 70
# What is looked up: so many units in a row. Shorter finds chance, longer misses runs with one word changed.
_SEED = 8
# A refrain is followed from its first places only, or a text of one word said over and over would take for ever.
_PLACES = 4
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    source: str


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """One warning where most of the draft is a source's own words, else one for each long run of them."""
    units = list(_UNIT.finditer(draft.plain))
    han = sum("\u3400" <= m.group()[0] <= "\u9fff" for m in units) * 2 > len(units)
    if len(units) < (_SHORT_HAN if han else _SHORT_WORDS):
        return
    quoted = bytearray(len(draft.plain))
    for q in draft.quotations:
        quoted[q.start : q.end] = b"\1" * (q.end - q.start)
    free = [not quoted[m.start()] for m in units]
    words = [m.group().lower() if free[i] else f"\0{i}" for i, m in enumerate(units)]
    runs = [r for r in _runs(words, record) if r.last - r.first >= (_RUN_HAN if han else _RUN_WORDS)]
    taken = {i for r in runs for i in range(r.first, r.last)}
    if len(taken) >= _WHOLE * len(units):
        place = Place(units[0].start(), units[-1].end())
        told = f"{len(taken) / len(units):.0%}", _most(runs)
        yield finding(draft, place, "overlap.whole", severity="warning", found=": ".join(told))
        return
    for run in runs:
        place = Place(units[run.first].start(), units[run.last - 1].end())
        yield finding(draft, place, "overlap.run", severity="warning", found=run.source)


def _most(runs: list[_Run]) -> str:
    sizes: dict[str, int] = {}
    for run in runs:
        sizes[run.source] = sizes.get(run.source, 0) + run.last - run.first
    return max(sizes, key=lambda source: sizes[source], default="")


def _runs(words: list[str], record: Record) -> list[_Run]:
    """The longest runs of the draft's words that a cited source has in a row, in order, none inside another."""
    seeds: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - _SEED + 1):
        places = seeds.setdefault(tuple(words[at : at + _SEED]), [])
        places += [at] if len(places) < _PLACES else []
    found: dict[int, _Run] = {}
    for reading in (r for r in record.readings if r.cited):
        for run in _runs_of(words, [w.lower() for w in _UNIT.findall(reading.plain)], seeds, reading.source):
            if run.last > found.get(run.first, run).last or run.first not in found:
                found[run.first] = run
    kept: list[_Run] = []
    for run in sorted(found.values(), key=lambda r: (r.first, -r.last)):
        if not kept or run.last > kept[-1].last:
            kept.append(run)
    return kept


def _runs_of(
    words: list[str], theirs: list[str], seeds: Mapping[tuple[str, ...], list[int]], source: str
) -> Iterator[_Run]:
    reached: dict[int, int] = {}  # by the distance between the two places: where a run on it ends
    for at in range(len(theirs) - _SEED + 1):
        for mine in seeds.get(tuple(theirs[at : at + _SEED]), ()):
            if reached.get(mine - at, -1) > mine:
                continue
            last = _SEED
            while mine + last < len(words) and at + last < len(theirs) and words[mine + last] == theirs[at + last]:
                last += 1
            reached[mine - at] = mine + last
            yield _Run(mine, mine + last, source)
