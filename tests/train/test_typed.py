"""Settings are of the kinds their fields say, or the first that is not is named."""

from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.typed import check_typed


@dataclass(frozen=True)
class Settings:
    count: int = 1
    share: float = 0.5
    word: str = ""
    flag: bool = False
    words: tuple[str, ...] = ()
    two: tuple[float, float] = (0.0, 1.0)
    start: int | None = None
    form: Literal["one", "two"] = "one"
    thing: Any = field(default=None)


@pytest.mark.parametrize(
    "given", [{}, {"share": 1}, {"words": ("a", "b")}, {"start": 3}, {"start": None}, {"thing": object()}]
)
def test_what_fits_passes(given: dict[str, Any]) -> None:
    check_typed(Settings(**given))


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("count", "many", "a whole number"),
        ("count", 2.5, "a whole number"),
        ("count", True, "a whole number"),
        ("share", "half", "a number"),
        ("word", 5, "a word"),
        ("flag", 1, "true or false"),
        ("words", "ab", "a list, each a word"),
        ("words", (1,), "a list, each a word"),
        ("two", (1.0,), "a list of 2: a number, a number"),
        ("start", "x", "a whole number"),
    ],
)
def test_what_doesn_t_fit_is_named_with_what_would(name: str, value: Any, wanted: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_typed(Settings(**{name: value}))
    assert refused.value.message == f"{name} must be {wanted}"
    assert refused.value.asked.startswith(f"{name}=")
