import itertools

import pytest

from broadsheet.core import ModelError
from broadsheet.models.backends._slots import Slots


def slots(count: int) -> Slots:
    ticks = itertools.count()
    return Slots(count, clock=lambda: float(next(ticks)))


def test_a_prompt_gets_the_slot_that_holds_it() -> None:
    pool = slots(2)
    for prompt in ("a", "b"):
        with pool.taken(prompt, patience=1) as slot:
            slot.prompt = prompt
    with pool.taken("a", patience=1) as slot:
        assert slot.prompt == "a"


def test_a_new_prompt_gets_the_slot_unused_for_longest() -> None:
    pool = slots(2)
    for prompt in ("a", "b"):
        with pool.taken(prompt, patience=1) as slot:
            slot.prompt = prompt
    with pool.taken("c", patience=1) as slot:
        assert slot.prompt == "a"


def test_when_all_are_busy_the_wait_ends_with_an_error() -> None:
    pool = slots(1)
    with pool.taken("a", patience=1), pytest.raises(ModelError, match="busy"), pool.taken("b", patience=0.01):
        pass
    with pool.taken("b", patience=0.01) as slot:
        assert slot.number == 0
