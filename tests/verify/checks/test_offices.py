"""Titles and offices."""

import tomllib
from pathlib import Path

import pytest

from tests.verify.wire import faults, findings

PROBES = tomllib.loads((Path(__file__).parent / "offices.toml").read_text(encoding="utf-8"))
ROWS = [row for rows in PROBES.values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["true"])
def test_an_office_written_another_way_is_no_fault(row: dict[str, str]) -> None:
    assert faults(row["true"], row["evidence"], only="offices") == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["false"])
def test_another_office_or_rank_than_the_evidence_has_is_an_error(row: dict[str, str]) -> None:
    assert faults(row["false"], row["evidence"], only="offices")


@pytest.mark.parametrize(
    ("draft", "text"),
    [("文化部长罗莎出席。", "文化部长"), ("海港市副市长罗莎出席。", "副市长")],
)
def test_an_office_the_evidence_does_not_know_is_a_warning(draft: str, text: str) -> None:
    found = findings(draft, "海港市市长陈伟出席仪式。", only="offices")
    assert [(f.rule, f.severity, f.text) for f in found] == [("absent", "warning", text)]


def test_a_title_nobody_is_named_with_is_compared_by_the_words_beside_it() -> None:
    evidence = "A letter to the finance minister about the bridge was lost in the post on Friday."
    draft = "A letter to the transport minister about the bridge was lost in the post on Friday."
    assert faults(draft, evidence, only="offices") == [("swapped", "transport minister")]
