"""Work done beside whoever waits for it."""

import threading
from collections.abc import Callable, Generator
from typing import Any

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.beside import beside


def waited_for(work: Callable[[], Any]) -> Generator[Any]:
    """What came of it, alone."""
    yield (yield from beside(work, word=0))


def test_what_came_of_it_is_given_at_the_end() -> None:
    *_, found = waited_for(lambda: 7)
    assert found == 7


def test_whoever_waits_is_told_before_it_is_done_and_may_leave() -> None:
    go_on = threading.Event()
    steps = beside(go_on.wait, word="on")
    assert [next(steps), next(steps)] == ["on", "on"]
    steps.close()
    go_on.set()


def test_what_it_raises_is_raised_where_it_is_waited_for() -> None:
    def fails() -> None:
        raise InvalidInputError("there is no text")

    with pytest.raises(InvalidInputError, match="no text"):
        list(beside(fails, word=0))
