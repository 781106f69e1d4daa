import itertools
import threading
import time

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


def test_a_new_prompt_gets_the_slot_that_holds_its_beginning() -> None:
    pool = slots(2)
    for prompt, head in (("a", "rules"), ("b", "other rules")):
        with pool.taken(prompt, head=head, patience=1) as slot:
            slot.prompt, slot.head = prompt, head
    with pool.taken("c", head="other rules", patience=1) as slot:
        assert slot.prompt == "b"


def test_no_prompt_is_read_while_an_answer_is_written() -> None:
    pool = slots(2)
    with pool.writing(patience=1):
        with pytest.raises(ModelError, match="busy with other answers"), pool.reading(patience=0.01):
            pass
        with pool.writing(patience=0.01):
            pass
    with pool.reading(patience=0.01):
        pass


def is_refused(pool: Slots) -> bool:
    try:
        with pool.writing(patience=0.01):
            time.sleep(0.01)
    except ModelError:
        return True
    return False


def test_no_answer_begins_while_a_prompt_waits_to_be_read() -> None:
    pool = slots(2)

    def read() -> None:
        with pool.reading(patience=10):
            pass

    reader = threading.Thread(target=read)
    with pool.writing(patience=1):
        reader.start()
        assert any(is_refused(pool) for _ in range(1000))
    reader.join()
    with pool.writing(patience=1):
        pass
