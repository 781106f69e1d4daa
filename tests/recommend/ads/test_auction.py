import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recommend.ads.auction import Bids, auction


def bids(*rows: tuple[int, bool, float, int]) -> Bids:
    bid, per_click, chance, advertiser = zip(*rows, strict=True)
    return Bids(np.array(bid), np.array(per_click), np.array(chance), np.array(advertiser))


def won(told: Bids, *, slots: int = 1, reserve: float = 0.0) -> list[tuple[int, int]]:
    draw = np.linspace(0, 1, len(told.bid))
    return [(w.entry, w.price) for w in auction(told, slots=slots, reserve=reserve, draw=draw)]


def test_the_winner_pays_what_the_second_bid() -> None:
    assert won(bids((900, False, 0, 1), (700, False, 0, 2), (300, False, 0, 3))) == [(0, 700)]


def test_several_slots_each_pay_the_next_one() -> None:
    told = bids((900, False, 0, 1), (700, False, 0, 2), (300, False, 0, 3))
    assert won(told, slots=3, reserve=100) == [(0, 700), (1, 300), (2, 100)]


def test_a_click_pays_what_beats_the_next_one_at_its_chance() -> None:
    told = bids((100_000, True, 0.01, 1), (700, False, 0, 2))
    assert won(told) == [(0, 70_000)]


def test_nobody_under_the_reserve_wins_and_alone_one_pays_the_reserve() -> None:
    assert won(bids((99, False, 0, 1)), reserve=100) == []
    assert won(bids((900, False, 0, 1)), reserve=100) == [(0, 100)]


def test_an_advertiser_takes_one_slot_and_never_raises_their_own_price() -> None:
    told = bids((900, False, 0, 1), (800, False, 0, 1), (300, False, 0, 2))
    assert won(told, slots=2, reserve=50) == [(0, 300), (2, 50)]


def test_equals_are_put_in_the_order_of_the_draw_and_pay_their_bid() -> None:
    told = bids((500, False, 0, 1), (500, False, 0, 2))
    firsts = {auction(told, slots=1, reserve=0, draw=np.array(d))[0].entry for d in ([0.1, 0.9], [0.9, 0.1])}
    assert firsts == {0, 1}
    assert won(told)[0][1] == 500


Row = st.tuples(st.integers(1, 10**6), st.booleans(), st.floats(1e-4, 0.5), st.integers(1, 5))


@given(st.lists(Row, min_size=1, max_size=20), st.integers(1, 4), st.integers(0, 1000))
def test_a_price_is_between_the_next_ones_worth_and_the_own_bid(
    rows: list[tuple[int, bool, float, int]], slots: int, reserve: int
) -> None:
    told = bids(*rows)
    found = auction(told, slots=slots, reserve=reserve, draw=np.linspace(0, 1, len(rows)))
    worth = told.worth
    assert len({int(told.advertiser[w.entry]) for w in found}) == len(found)
    for win, after in zip(found, [*found[1:], None][: len(found)], strict=True):
        assert 1 <= win.price <= told.bid[win.entry]
        paid = win.price * (told.chance[win.entry] if told.per_click[win.entry] else 1)
        least = worth[after.entry] if after else reserve
        assert paid >= least - 1e-5 or win.price == told.bid[win.entry]
        assert worth[win.entry] >= least


@pytest.mark.parametrize("claimed", [100, 400, 600, 699, 701, 800, 2000])
def test_with_one_slot_nobody_gains_by_bidding_anything_but_the_truth(claimed: int) -> None:
    truth, random = 700, np.random.default_rng(4)

    def gain(bid: int, others: list[int]) -> int:
        told = bids((bid, False, 0, 0), *((o, False, 0, i + 1) for i, o in enumerate(others)))
        winner = auction(told, slots=1, reserve=50, draw=np.zeros(len(told.bid)))[0]
        return truth - winner.price if winner.entry == 0 else 0

    for _ in range(200):
        others = [int(x) for x in random.integers(50, 1500, size=4)]
        assert gain(truth, others) >= gain(claimed, others)
