import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import ModelError
from broadsheet.models.chat import SilentError
from broadsheet.models.streaming import DeadlineError, EndlessError, Limits, lines

AMPLE = Limits(patience=10, until=1000)


class Clock:
    """Moves on by `step` at each look."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@given(st.text(alphabet="ab 港口\r\n", max_size=60), st.integers(1, 7))
def test_lines_are_the_same_however_the_bytes_are_cut(text: str, size: int) -> None:
    content = text.encode()
    chunks = [content[i : i + size] for i in range(0, len(content), size)]
    *whole, rest = text.split("\n")
    expected = [line.removesuffix("\r") for line in whole] + ([rest] if rest else [])
    assert list(lines(chunks, AMPLE, clock=Clock())) == expected


def test_bytes_without_an_end_of_line_are_silence() -> None:
    with pytest.raises(SilentError):
        list(lines([b"x"] * 20, AMPLE, clock=Clock(1)))


def test_lines_that_go_on_past_the_deadline_are_cut_off() -> None:
    with pytest.raises(DeadlineError, match="did not finish"):
        list(lines([b"x\n"] * 20, Limits(patience=10, until=12), clock=Clock(1)))


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(EndlessError):
        list(lines([b"x" * 600] * 3, AMPLE, clock=Clock(), longest=1000))


def test_all_of_them_are_failures_of_the_model() -> None:
    assert all(issubclass(kind, ModelError) for kind in (SilentError, DeadlineError, EndlessError))
