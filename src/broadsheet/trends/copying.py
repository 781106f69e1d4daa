"""Copying: which report took its words from which, by the runs of words they share and the order they came in.

The text of a report is covered by the longest runs it shares with reports before it (shingles to find them, then
grown to their full length, as in winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). What stands wholly between
quotation marks is no copy: two reporters may quote one speaker.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet.core import Article, Stored
from broadsheet.trends.credits import credited
from broadsheet.trends.report import language_of

_SHINGLE = {"zh": 12, "": 7}
"""Characters or words in a row that no two writers choose alike by chance."""
_LEAST = 0.15
"""The part of a report that must be taken: less is a formula, a title of office, a sentence from a handout."""
_DERIVED = 0.5
"""A report with more than half of its words from another has nothing independent to tell."""
_READ = 12_000
"""Characters compared: longer than nearly any report."""
_PASSAGES = 5
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_QUOTED = re.compile('[“「『"][^”」』"\n]{0,600}[”」』"]')


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage in both: offsets into the text of the later report and of the earlier."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `taker` has words of report `source` (article ids), which came `later` before it.

    `share` is the part of the taker's words that the source has, `taken` the part of the source's words that the taker
    has, both 0..1; `credited` says that the taker names the source's outlet. `passages` are the longest first.
    """

    taker: int
    source: int
    share: float
    taken: float
    later: timedelta
    credited: bool
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """A report's words with where each stands, and which stand in a quotation."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]


def copies(reports: Sequence[Stored[Article]]) -> list[Copy]:
    """Who took from whom, in the order of the takers; each word is credited to one source, that with most first."""
    ordered = sorted(reports, key=lambda r: (r.value.published or r.created, r.id))
    read = [_words(r.value.text) for r in ordered]
    found: list[Copy] = []
    for number in range(1, len(ordered)):
        earlier = [n for n in range(number) if language_of(ordered[n].value) == language_of(ordered[number].value)]
        found += _sources(number, earlier, ordered, read)
    return found


def independent(reports: Sequence[Stored[Article]], found: Sequence[Copy]) -> int:
    """How many voices there are: outlets with a report that is not mostly another's words; at least one."""
    derived = {c.taker for c in found if c.share > _DERIVED}
    voices = {r.value.outlet or f"#{r.id}" for r in reports if r.id not in derived}
    return max(len(voices), min(len(reports), 1))


def _sources(
    number: int, earlier: Sequence[int], ordered: Sequence[Stored[Article]], read: Sequence[_Words]
) -> Iterator[Copy]:
    taker, words = ordered[number], read[number]
    size = _SHINGLE["zh" if language_of(taker.value) == "zh" else ""]
    shared = {n: _runs(words, read[n], size=size) for n in earlier}
    free = set(range(len(words.words)))
    while shared and free:
        best = max(shared, key=lambda n: (len(_covered(shared[n]) & free), -n))
        runs = shared.pop(best)
        fresh = _covered(runs) & free
        if len(fresh) < _LEAST * len(words.words):
            return
        free -= fresh
        yield _copy(taker, ordered[best], runs=runs, words=words, source_words=read[best])


def _copy(
    taker: Stored[Article],
    source: Stored[Article],
    *,
    runs: Sequence[tuple[int, int, int]],
    words: _Words,
    source_words: _Words,
) -> Copy:
    taken = {at for _, start, length in runs for at in range(start, start + length)}
    longest = sorted(runs, key=lambda run: -run[2])[:_PASSAGES]
    return Copy(
        taker=taker.id,
        source=source.id,
        share=round(len(_covered(runs)) / len(words.words), 4),
        taken=round(len(taken) / len(source_words.words), 4),
        later=(taker.value.published or taker.created) - (source.value.published or source.created),
        credited=bool(source.value.outlet) and source.value.outlet in credited(taker.value, (source.value.outlet,)),
        passages=tuple(
            Shared(
                words.places[a][0],
                words.places[a + n - 1][1],
                source_words.places[b][0],
                source_words.places[b + n - 1][1],
            )
            for a, b, n in longest
        ),
    )


def _words(text: str) -> _Words:
    matches = list(_TOKEN.finditer(text[:_READ]))
    marks = [m.span() for m in _QUOTED.finditer(text[:_READ])]
    quoted, at = [], 0
    for match in matches:
        while at < len(marks) and marks[at][1] <= match.start():
            at += 1
        quoted.append(at < len(marks) and marks[at][0] <= match.start())
    return _Words(tuple(m[0].lower() for m in matches), tuple(m.span() for m in matches), tuple(quoted))


def _runs(taker: _Words, source: _Words, *, size: int) -> list[tuple[int, int, int]]:
    """(place in the taker, place in the source, length) of the runs of at least `size` words, none overlapping."""
    known: dict[tuple[str, ...], int] = {}
    for at in range(len(source.words) - size + 1):
        known.setdefault(source.words[at : at + size], at)
    return list(_grown(taker, source, known=known, size=size))


def _grown(
    taker: _Words, source: _Words, *, known: Mapping[tuple[str, ...], int], size: int
) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at <= len(taker.words) - size:
        there = known.get(taker.words[at : at + size])
        if there is None:
            at += 1
            continue
        length = size
        while taker.words[at + length : at + length + 1] == source.words[there + length : there + length + 1] != ():
            length += 1
        if not all(taker.quoted[at : at + length]):
            yield at, there, length
        at += length


def _covered(runs: Sequence[tuple[int, int, int]]) -> set[int]:
    return {at for start, _, length in runs for at in range(start, start + length)}
