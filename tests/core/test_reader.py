import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.core.reader import LONGEST_NAME, is_reader_name, reader_name


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\nb", "\u200bann", "x" * (LONGEST_NAME + 1)])
def test_nobody_is_called_by_an_unusable_name(name: str) -> None:
    with pytest.raises(InvalidInputError):
        reader_name(name)


@pytest.mark.parametrize("name", ["ann", "读者甲", "ann@example.com", "x" * LONGEST_NAME])
def test_a_usable_name_stays_as_it_is(name: str) -> None:
    assert reader_name(name) == name


@given(st.text())
def test_a_name_that_was_taken_is_taken_again(said: str) -> None:
    if is_reader_name(said):
        assert reader_name(reader_name(said)) == reader_name(said)
