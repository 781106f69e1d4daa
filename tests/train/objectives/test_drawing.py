"""Which rows a step takes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.train.objectives._drawing import Deck, key_of


def deck(count: int, *, rows: int, endless: bool = True, lengths: list[int] | None = None) -> Deck:
    known = None if lengths is None else np.array(lengths, dtype=np.int64)
    return Deck(count, key=key_of("a", 1), rows=rows, endless=endless, lengths=known)


@given(st.integers(1, 40), st.integers(1, 7), st.booleans())
def test_an_epoch_deals_each_row_once(count: int, rows: int, by_length: bool) -> None:  # noqa: FBT001
    lengths = [n * 7 % 11 for n in range(count)] if by_length else None
    made = deck(count, rows=rows, lengths=lengths)
    dealt = [draw.row for step in range(2 * count) for draw in made.take(step)]
    assert sorted(dealt[:count]) == list(range(count))
    assert sorted(dealt[count : 2 * count]) == list(range(count))


def test_epochs_come_in_other_orders() -> None:
    made = deck(50, rows=50)
    assert [d.row for d in made.take(0)] != [d.row for d in made.take(1)]


def test_no_two_draws_have_the_same_number() -> None:
    made = deck(5, rows=3)
    numbers = [draw.number for step in range(20) for draw in made.take(step)]
    assert len(set(numbers)) == len(numbers)


@given(st.integers(0, 1_000_000), st.integers(2, 5))
def test_shares_make_the_batch_between_them(step: int, of: int) -> None:
    made = deck(17, rows=6)
    shares = [made.take(step, rank=rank, of=of) for rank in range(of)]
    assert sorted(draw for share in shares for draw in share) == sorted(made.take(step))


def test_what_is_held_out_ends() -> None:
    made = deck(5, rows=3, endless=False)
    assert [[d.row for d in made.take(step)] for step in range(3)] == [[0, 1, 2], [3, 4], []]
