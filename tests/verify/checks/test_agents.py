"""Who did what to whom."""

import tomllib
from pathlib import Path

import pytest

from tests.verify.wire import faults, findings

PROBES = tomllib.loads((Path(__file__).parent / "agents.toml").read_text(encoding="utf-8"))
ROWS = [row for rows in PROBES.values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["true"])
def test_a_deed_told_in_other_words_or_the_other_voice_is_no_fault(row: dict[str, str]) -> None:
    assert faults(row["true"], row["evidence"], only="agents") == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["false"])
def test_a_deed_told_the_other_way_round_is_an_error(row: dict[str, str]) -> None:
    assert faults(row["false"], row["evidence"], only="agents")


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("The Warriors met the Cavaliers.", "The Cavaliers met the Warriors in Ohio on Tuesday."),
        ("海拓科技与星河公司签署协议。", "星河公司与海拓科技在京签署协议。"),
        ("Rovers and Athletic shared the points.", "Athletic and Rovers shared the points."),
        ("日本、中国和韩国的代表出席。", "中国、日本和韩国的代表出席会议。"),
    ],
)
def test_the_order_of_two_that_do_the_same_to_each_other_says_nothing(draft: str, evidence: str) -> None:
    assert faults(draft, evidence, only="agents") == []


def test_two_names_that_changed_places_are_found_though_no_verb_of_the_table_is_between() -> None:
    evidence = "The relief convoy that left Harborview on Sunday came through heavy snow to Calder before noon."
    draft = "The relief convoy that left Calder on Sunday came through heavy snow to Harborview before noon."
    assert [rule for rule, _ in faults(draft, evidence, only="agents")] == ["exchanged"]


def test_the_message_shows_what_the_evidence_says() -> None:
    found = findings("Beats bought Apple.", "Apple bought Beats for $3 billion.", only="agents")
    assert found[0].message == "by the evidence it was the other way round: Apple bought Beats for $3 billion."
