"""A file of figures becomes facts or evidence, whatever wrote it."""

import codecs

import pytest

from broadsheet import write
from broadsheet.core import InvalidInputError, TooLargeError
from broadsheet.write import data_files
from tests.write.reports import whole

_TABLE = "城市,票数\n甲,５\n乙,7\n"


@pytest.mark.parametrize(
    "payload",
    [
        _TABLE.encode(),
        _TABLE.encode("utf-8-sig"),
        _TABLE.encode("gb18030"),
        codecs.BOM_UTF16_LE + _TABLE.encode("utf-16-le"),
        _TABLE.replace("\n", "\r\n").encode(),
    ],
)
def test_a_table_is_read_in_any_usual_encoding(payload: bytes) -> None:
    evidence = write.table_evidence(payload, name="data/votes.csv")
    assert evidence.title == "votes"
    draft = whole(list(write.draft("table", evidence=[evidence], language="zh")))
    assert "票数合计12" in draft.variants[0].text
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


def test_names_and_values_are_facts() -> None:
    assert write.facts_of_csv(b"name,value\nhome,Ayford\nscore,2-1\n", name="m.csv") == {
        "home": "Ayford",
        "score": "2-1",
    }
    assert write.facts_of_csv("名称,值\n主队,甲\n".encode(), name="m.csv") == {"主队": "甲"}


def test_any_other_table_is_one_fact() -> None:
    assert write.facts_of_csv(b"town,votes\na,1\n", name="t.csv") == {"table": "town,votes\na,1\n"}


@pytest.mark.parametrize("payload", [b"", b"one\n1\n", b"\xff\xff\xff,\xff\n"])
def test_what_is_no_table_is_refused(payload: bytes) -> None:
    with pytest.raises(InvalidInputError):
        write.table_evidence(payload, name="t.csv")


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "_MOST", 10)
    with pytest.raises(TooLargeError):
        write.table_evidence(b"town,votes\na,1\n", name="t.csv")


def test_a_large_table_is_kept_with_the_draft_only_in_part() -> None:
    rows = "\n".join(f"town {i},{i}" for i in range(3000))
    evidence = write.table_evidence(f"town,votes\n{rows}\n".encode(), name="t.csv")
    draft = whole(list(write.draft("table", evidence=[evidence], language="en")))
    kept = next(e for e in draft.sources if e.source == "t.csv")
    assert len(kept.text) < 5000
    assert "The total for votes is 4.4985 million" in draft.variants[0].text
