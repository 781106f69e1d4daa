"""Records of a text file: what csv reads, and no memory for what never ends."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest import records as records_of
from broadsheet.ingest.records import LONGEST, Bad, Rows, lines, records

_CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=4), max_size=6))
def test_records_are_what_was_written(table: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table)
    file.seek(0)
    assert list(records(Rows(file), delimiter=",")) == table


def test_a_line_that_is_too_long_is_named_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_of, "LONGEST", 20)
    file = io.StringIO("a,b\n" + "x" * 90 + "\nc,d\n甲,乙\n")
    told = list(records(Rows(file), delimiter=","))
    assert [told[0], *told[2:]] == [["a", "b"], ["c", "d"], ["甲", "乙"]]
    assert isinstance(told[1], Bad)
    assert told[1].number == 2


def test_a_quotation_that_is_never_closed_ends_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_of, "LONGEST", 30)
    file = io.StringIO('a,b\nc,"d\n' + '","\n' * 12 + "e,f\n")
    told = list(records(Rows(file), delimiter=","))
    assert told[0] == ["a", "b"]
    assert any(isinstance(one, Bad) for one in told)
    assert told[-1] == ["e", "f"]


def test_lines_keep_their_numbers_past_empty_and_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_of, "LONGEST", 10)
    told = list(lines(Rows(io.StringIO("one\n\n" + "y" * 35 + "\nfour"))))
    assert told[0] == (1, "one\n")
    assert isinstance(told[1], Bad)
    assert (told[1].number, told[2]) == (3, (4, "four"))


def test_a_line_without_end_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    with path.open("w", encoding="ascii") as file:
        for _ in range(64):
            file.write("x" * LONGEST)
        file.write("\nlast\n")
    tracemalloc.start()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            told = list(lines(Rows(file)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert told[1:] == [(2, "last\n")]
    assert peak < 8 * LONGEST
