"""The automaton: equal to the path search of the paper, and equal as a stream and as a batch."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import trends
from broadsheet.core import InvalidInputError
from broadsheet.trends import Burst, Burstiness
from broadsheet.trends.automaton import Automaton

TOLD = Burstiness(cost=4.0, warm_up=2)
COUNTS = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=30)


def table(rows: list[list[int]]) -> tuple["np.ndarray[tuple[int, int], np.dtype[np.int64]]", list[int]]:
    """Counts of shape (3, bins) and the totals, which are never below a count and are 0 where nothing was counted."""
    counts = np.array(rows, dtype=np.int64).T
    return counts, [int(column.max()) * 2 for column in counts.T]


def searched(counts: list[int], totals: list[int]) -> list[tuple[int, int]]:
    """The bursts by Viterbi's algorithm with every step back remembered; what is due is as the automaton says."""
    automaton = Automaton(1, options=TOLD)
    costs, back = [0.0, math.inf], []
    for place, (count, total) in enumerate(zip(counts, totals, strict=True)):
        p = float(automaton.due()[0])
        gain = count * math.log(TOLD.rise) - total * math.log1p((TOLD.rise - 1) * p) if known(totals, place) else 0.0
        steps = (1 if costs[1] < costs[0] else 0, 1 if costs[1] < costs[0] + TOLD.cost - 1e-12 else 0)
        costs = [min(costs), min(costs[1], costs[0] + TOLD.cost) - gain]
        back.append(steps)
        automaton.step(np.array([count]), total)
    state = 1 if costs[1] < costs[0] else 0
    states = []
    for steps in reversed(back):
        states.append(state)
        state = steps[state]
    return runs(states[::-1])


def known(totals: list[int], place: int) -> bool:
    return sum(total > 0 for total in totals[:place]) >= 2


def runs(states: list[int]) -> list[tuple[int, int]]:
    edges = [i for i in range(len(states) + 1) if [*states, 0][i] != ([0, *states])[i]]
    return list(zip(edges[::2], edges[1::2], strict=True))


@given(COUNTS)
def test_the_states_are_those_of_the_cheapest_path(rows: list[list[int]]) -> None:
    counts, totals = table(rows)
    found = trends.bursts(counts, np.array(totals), options=TOLD)
    for subject in range(3):
        expected = searched(counts[subject].tolist(), totals)
        assert [(b.start, b.end) for b in found if b.subject == subject] == [
            (first, last) for first, last in expected if counts[subject, first:last].sum() >= 3
        ]


@given(COUNTS, st.integers(1, 4))
def test_a_stream_finds_what_a_batch_finds(rows: list[list[int]], season: int) -> None:
    counts, totals = table(rows)
    names = ["a", "b", "c"]
    stream, found = trends.Stream(5, season=season, options=TOLD), []
    for place, total in enumerate(totals):
        said = {name: int(counts[i, place]) for i, name in enumerate(names) if counts[i, place]}
        found += stream.feed(said, total)
    found += stream.under_way()
    batch = trends.bursts(counts, np.array(totals), season=season, options=TOLD)
    assert sorted(shown(name, b) for name, b in found) == sorted(shown(names[b.subject], b) for b in batch)


def shown(name: str, burst: Burst) -> tuple[str, int, int, int, float, float, bool]:
    return (name, burst.start, burst.end, burst.count, burst.expected, burst.strength, burst.is_on)


@given(COUNTS)
def test_what_has_ended_is_never_taken_back(rows: list[list[int]]) -> None:
    counts, totals = table(rows)
    automaton, ended = Automaton(3, options=TOLD), set()
    for place, total in enumerate(totals):
        over = automaton.step(counts[:, place], total)
        ended |= set(zip(over.subject.tolist(), over.start.tolist(), over.end.tolist(), strict=True))
    everything = {(b.subject, b.start, b.end) for b in trends.bursts(counts, np.array(totals), options=TOLD)}
    assert {e for e in ended if counts[e[0], e[1] : e[2]].sum() >= 3} <= everything


def test_a_burst_is_told_with_its_counts() -> None:
    counts = np.array([[1, 1, 1, 1, 1, 12, 14, 1, 1, 1, 1]])
    (burst,) = trends.bursts(counts, np.full(11, 50), options=TOLD)
    assert (burst.start, burst.end, burst.count, burst.is_on) == (5, 7, 26, False)
    assert burst.expected < 5
    assert burst.strength > TOLD.cost


def test_more_of_everything_is_no_burst() -> None:
    totals = np.array([20, 20, 20, 20, 20, 200, 200])
    assert trends.bursts(totals[None, :] // 4, totals, options=TOLD) == []


def test_what_comes_every_week_is_due() -> None:
    week = [0, 0, 0, 0, 0, 20, 20]
    counts, totals = np.array([week * 8]), np.full(56, 60)
    late = [b for b in trends.bursts(counts, totals, season=7, options=Burstiness(trust=50)) if b.start >= 28]
    assert late == []


def test_a_stream_that_is_full_keeps_the_heavy_names() -> None:
    stream = trends.Stream(2)
    for place in range(40):
        stream.feed({"steady": 5, f"once-{place}": 1}, 50)
    for _ in range(3):
        stream.feed({"steady": 45}, 50)
    assert stream.rising() == {"steady"}


def test_a_stream_must_watch_something() -> None:
    with pytest.raises(InvalidInputError):
        trends.Stream(0)
