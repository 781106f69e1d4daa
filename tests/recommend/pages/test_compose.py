"""Composing a page: what may be on it, in which order, and that every decision is in the score."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.core import Dials, Steer
from broadsheet.recommend.pages.compose import compose
from broadsheet.recommend.pages.slot import Slot
from broadsheet.recommend.readers.profile import Profile
from broadsheet.recommend.steering import Hand
from tests.recommend.pages.field_of_news import SUBJECTS, card, catalogue, ranked, vectors, view

NOW = datetime(2026, 11, 8, 18, tzinfo=UTC)


def pinned(row: int, *, slot: int = 0) -> Hand:
    steer = Steer("pin", "the vote", "Ada", NOW, NOW + timedelta(hours=1), article=row + 1, position=slot + 1)
    return Hand(pins={slot: (row, 7, steer)})


def rows(slots: list[Slot]) -> list[int]:
    return [slot.row for slot in slots]


@settings(max_examples=60, deadline=None)
@given(
    n=st.integers(0, 40),
    size=st.integers(1, 120),
    seed=st.integers(0, 2**63),
    public=st.sampled_from([0.0, 0.5, 1.0]),
    diversity=st.sampled_from([0.0, 0.5, 1.0]),
    pin=st.integers(0, 45),
)
def test_whatever_is_asked_scores_are_their_parts_and_fall_and_nothing_is_twice(
    n: int, size: int, seed: int, public: float, diversity: float, pin: int
) -> None:
    of = catalogue([card(i + 1) for i in range(size)], stories={i + 1: i // 2 for i in range(size // 2)})
    here = view(of, Profile(read={0: 1.0}, top=frozenset(SUBJECTS[:2])))
    hand = Hand(dials=Dials(public_interest=public, diversity=diversity), pins=pinned(size - 1, slot=pin).pins)
    slots = compose(ranked(of), here, n=n, hand=hand, seed=seed)
    assert len(slots) <= n
    assert len(set(rows(slots))) == len(slots)
    stories = [s for s in of.story[rows(slots)].tolist() if s >= 0] if slots else []
    assert len(set(stories)) == len(stories)
    assert all(s.score == pytest.approx(sum(s.parts.values()), abs=1e-9) for s in slots)
    assert all(a.score >= b.score - 1e-4 for a, b in pairwise(slots))
    if slots:
        assert size - 1 in rows(slots)


def test_a_page_is_full_when_there_is_enough_and_ends_when_there_is_no_more() -> None:
    of = catalogue([card(i + 1) for i in range(50)])
    assert len(compose(ranked(of), view(of), n=30)) == 30
    everything = compose(ranked(of), view(of), n=200)
    assert sorted(rows(everything)) == list(range(50))


def test_one_article_makes_a_page_of_one_and_none_makes_none() -> None:
    of = catalogue([card(1)])
    assert rows(compose(ranked(of), view(of), n=30)) == [0]
    assert compose(ranked(of), view(of), n=0) == []
    nothing = catalogue([], told=np.zeros((0, 8), dtype=np.float32))
    assert compose(ranked(nothing), view(nothing), n=30) == []


def test_twenty_articles_that_say_the_same_are_told_once() -> None:
    told = vectors(40)
    told[:20] = told[0] + 0.01 * vectors(20, seed=9)
    of = catalogue([card(i + 1) for i in range(40)], told=told / np.linalg.norm(told, axis=1, keepdims=True))
    assert sum(row < 20 for row in rows(compose(ranked(of), view(of), n=40))) == 1


def test_a_story_in_two_languages_is_told_once() -> None:
    of = catalogue([card(1, language="zh"), card(2, language="en"), card(3)], stories={1: 5, 2: 5})
    assert len(compose(ranked(of, latest=[0.9, 0.8, 0.1]), view(of), n=3)) == 2


def test_an_outlet_has_three_places_while_there_are_others_and_all_when_it_is_alone() -> None:
    of = catalogue([card(i + 1, outlet="One" if i < 20 else f"Other {i % 5}") for i in range(40)])
    slots = compose(ranked(of, latest=[1.0] * 20 + [0.1] * 20), view(of), n=12, seed=None)
    assert Counter(of.outlet_of(s.row) for s in slots)["One"] == 3
    alone = catalogue([card(i + 1, outlet="One") for i in range(20)])
    slots = compose(ranked(alone), view(alone), n=12)
    assert len(slots) == 12
    assert slots[-1].parts["outlet"] < 0


def test_something_from_outside_the_usual_subjects_is_on_the_page() -> None:
    of = catalogue([card(i + 1, roots=frozenset([SUBJECTS[3] if i == 39 else SUBJECTS[0]])) for i in range(40)])
    parts = [1.0] * 39 + [0.0]
    usual = view(of, Profile(read={0: 1.0}, top=frozenset(SUBJECTS[:3])))
    slots = compose(ranked(of, latest=parts), usual, n=9)
    place = rows(slots).index(39)
    assert place == 3
    assert slots[place].parts["outside"] > 0.9
    assert 39 not in rows(compose(ranked(of, latest=parts), view(of), n=9, seed=None))


def test_a_page_has_the_readers_mix_rather_than_one_subject_alone() -> None:
    cards = [card(i + 1, roots=frozenset([SUBJECTS[i % 2]]), outlet="") for i in range(60)]
    of = catalogue(cards, told=np.zeros((60, 8), dtype=np.float32))
    parts = [0.5 if i % 2 == 0 else 0.47 for i in range(60)]
    mixed = Profile(read={0: 1.0, 1: 1.0}, top=frozenset(SUBJECTS[:2]))
    slots = compose(ranked(of, similar=parts), view(of, mixed), n=10, seed=None)
    assert sum(slot.row % 2 for slot in slots) >= 3
    assert all("balance" in slot.parts for slot in slots)
    unread = compose(ranked(of, similar=parts), view(of), n=10, seed=None)
    assert not any("balance" in slot.parts or slot.row % 2 for slot in unread)


def test_two_slots_of_thirty_are_drawn_and_say_with_which_chance() -> None:
    of = catalogue([card(i + 1) for i in range(200)])
    slots = compose(ranked(of), view(of), n=30, seed=4)
    drawn = [slot for slot in slots if slot.explored]
    assert len(drawn) == 2
    assert all(0.3 / 20 <= slot.propensity < 1 for slot in drawn)
    assert all(slot.propensity == 1 for slot in slots if not slot.explored)
    assert not any(slot.explored for slot in compose(ranked(of), view(of), n=30, seed=None))


def test_the_chance_that_is_told_is_how_often_it_is_drawn() -> None:
    of = catalogue([card(i + 1) for i in range(60)])
    drawn = [next(s for s in compose(ranked(of), view(of), n=15, seed=seed) if s.explored) for seed in range(600)]
    counted = Counter(slot.row for slot in drawn)
    chances = {slot.row: slot.propensity for slot in drawn}
    assert sum(chances.values()) == pytest.approx(1.0, abs=0.05)
    for row, chance in chances.items():
        assert counted[row] / 600 == pytest.approx(chance, abs=4 * (chance * (1 - chance) / 600) ** 0.5)


def test_the_same_seed_makes_the_same_page_and_another_another() -> None:
    of = catalogue([card(i + 1) for i in range(100)])
    pages = [compose(ranked(of), view(of), n=30, seed=seed) for seed in (1, 1, 2)]
    assert pages[0] == pages[1] != pages[2]


def test_the_window_leaves_nobody_out_who_would_have_been_on_the_page() -> None:
    cards = [card(i + 1, outlet="One" if i < 200 else "Two") for i in range(300)]
    of = catalogue(cards, stories={i + 1: 1 for i in range(200)}, told=np.zeros((300, 8), dtype=np.float32))
    slots = compose(ranked(of, latest=[2.0 - i / 200 for i in range(300)]), view(of), n=10, seed=None)
    assert sorted(rows(slots)) == [0, *range(200, 209)]


@pytest.mark.parametrize("slot", [0, 4, 8])
def test_a_pin_stands_at_its_place_and_is_never_drawn(slot: int) -> None:
    of = catalogue([card(i + 1) for i in range(60)])
    slots = compose(ranked(of), view(of), n=15, hand=pinned(50, slot=slot), seed=1)
    assert slots[slot].row == 50
    assert slots[slot].steer == 7
    assert (slots[slot].explored, slots[slot].propensity) == (False, 1.0)
    assert "pinned" in slots[slot].parts


def test_a_pin_that_is_no_candidate_stands_there_all_the_same() -> None:
    of = catalogue([card(i + 1) for i in range(60)])
    some = ranked(of)
    others = type(some)(some.rows[:40], {name: part[:40] for name, part in some.parts.items()})
    slots = compose(others, view(of), n=10, hand=pinned(55, slot=2), seed=None)
    assert slots[2].row == 55
    assert slots[2].parts.keys() == {"pinned"} | slots[2].parts.keys() & {"variety", "outlet"}


def test_the_floor_of_public_interest_gives_up_to_half_of_the_page() -> None:
    of = catalogue([card(i + 1) for i in range(120)])
    low = ranked(of, latest=[0.0 if i % 4 == 0 else 1.0 for i in range(120)])
    for turned, least in ((0.0, 0), (0.5, 5), (1.0, 10)):
        slots = compose(low, view(of), n=20, hand=Hand(dials=Dials(public_interest=turned)), seed=None)
        public = sum(bool(of.roots[s.row] & of.bits_of([SUBJECTS[1]])) for s in slots)
        assert public >= least


def test_turning_diversity_up_makes_a_page_less_alike_and_down_more() -> None:
    of = catalogue([card(i + 1, outlet="") for i in range(120)])

    def alike(turned: float) -> float:
        slots = compose(ranked(of), view(of), n=20, hand=Hand(dials=Dials(diversity=turned)), seed=None)
        found = of.vectors[np.array(rows(slots))]
        return float((found @ found.T).sum())

    assert alike(0.0) > alike(0.5) > alike(1.0)
