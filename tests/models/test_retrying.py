from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import ModelError
from broadsheet.models.retrying import LONGEST_WAIT, PassingError, retried, retry_after


class World:
    """Fails so many times, then answers; its clock moves when somebody sleeps."""

    def __init__(self, fails: int, *, wait: float | None = None) -> None:
        self.fails, self.wait, self.now, self.asked = fails, wait, 0.0, 0
        self.slept: list[float] = []

    def attempt(self) -> Iterator[str]:
        self.asked += 1
        if self.asked <= self.fails:
            raise PassingError(ModelError("busy"), wait=self.wait)
        yield "answer"

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def run(self, *, retries: int = 5, until: float = 1000.0) -> list[str]:
        return list(
            retried(
                self.attempt,
                retries=retries,
                until=until,
                clock=lambda: self.now,
                sleep=self.sleep,
                chance=lambda: 1.0,
            )
        )


def test_each_wait_is_twice_the_one_before() -> None:
    world = World(4)
    assert world.run() == ["answer"]
    assert world.slept == [0.5, 1, 2, 4]


def test_so_many_retries_and_no_more() -> None:
    world = World(9)
    with pytest.raises(ModelError, match="busy"):
        world.run(retries=2)
    assert world.asked == 3


def test_the_deadline_is_not_slept_through() -> None:
    world = World(9)
    with pytest.raises(ModelError):
        world.run(until=1.0)
    assert world.slept == [0.5]


def test_the_wait_the_server_asks_for_is_kept_unless_it_is_too_long() -> None:
    world = World(1, wait=7)
    assert world.run() == ["answer"]
    assert world.slept == [7]
    with pytest.raises(ModelError):
        World(1, wait=LONGEST_WAIT + 1).run()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("12", 12.0),
        (" 0 ", 0.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 37.0),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-3", None),
    ],
)
def test_what_a_server_says_of_later_is_read(said: str, seconds: float | None) -> None:
    assert retry_after(said, now=784111740.0) == seconds


@given(st.text(max_size=40))
def test_nothing_a_server_says_of_later_breaks_it(said: str) -> None:
    found = retry_after(said, now=0.0)
    assert found is None or found >= 0
