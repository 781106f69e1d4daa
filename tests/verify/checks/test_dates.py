"""Dates and times of day against the evidence."""

from datetime import UTC, datetime

import pytest

from broadsheet.core import Evidence
from tests.verify.wire import EN, ZH, faults, findings


def dated(text: str) -> Evidence:
    """Evidence of Saturday, 31 January 2015."""
    return Evidence("a", text, published=datetime(2015, 1, 31, tzinfo=UTC))


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("1月30日发布报告。", "昨日发布报告。"),
        ("2014年发布报告。", "去年发布报告。"),
        ("会议于本月26日举行。", "会议于1月26日举行。"),
        ("会议于5月3日结束。", "会议于5月1日至3日举行。"),
        ("It happened on Friday.", "It happened on January 30, 2015."),
        ("It happened on 30 January 2015.", "It happened yesterday."),
        ("It happened in 2014.", "It happened last year."),
        ("It happened in January.", "It happened on Jan. 26."),
        ("It happened on January 30.", "1月30日发生。"),
        ("晚上8点半开始。", "20时30分开始。"),
        ("It began at 8:30 p.m.", "It began at 20:30 GMT."),
        ("It began at 4 a.m.", "凌晨4时开始。"),
        ("It came out on Saturday.", "It came out."),
    ],
)
def test_the_same_day_in_other_words_is_no_fault(draft: str, evidence: str) -> None:
    assert faults(draft, dated(evidence), only="dates") == []


@pytest.mark.parametrize(
    ("draft", "evidence", "text"),
    [
        ("29日发布报告。", "1月30日发布报告。", "29日"),
        ("2013年发布报告。", "去年发布报告。", "2013年"),
        ("It happened on Thursday.", "It happened on January 30, 2015.", "Thursday"),
        ("The plan was agreed in May.", "The plan was agreed in March.", "May"),
        ("晚上8点半开始。", "21时30分开始。", "晚上8点半"),
        ("In 1998 the plan was agreed.", "In 1989 the plan was agreed.", "1998"),
    ],
)
def test_another_day_is_found_with_its_exact_text(draft: str, evidence: str, text: str) -> None:
    assert [t for _, t in faults(draft, dated(evidence), only="dates")] == [text]


def test_more_exact_than_the_evidence_is_found() -> None:
    assert faults("他于1998年3月出生。", "他于1998年出生。", only="dates") == [("precise", "1998年3月")]


def test_the_date_of_the_likest_clause_is_the_fix() -> None:
    found = findings("火势于5日得到控制。", *ZH, only="dates")
    assert [(f.text, f.fix) for f in found] == [("5日", "4日")]


def test_the_right_day_of_another_event_is_found() -> None:
    evidence = dated(
        "The court heard the case of the former mayor on January 12. Nobody spoke. It rained. "
        "The committee approved the new railway budget on January 20."
    )
    draft = "The committee approved the new railway budget on January 12."
    assert [t for _, t in faults(draft, evidence, only="dates")] == ["January 12"]


def test_last_year_without_a_dateline_is_not_judged() -> None:
    assert findings("Sales rose last year.", "Sales rose.", only="dates") == []


def test_a_weekday_is_resolved_from_the_reports_own_day() -> None:
    assert faults("The fire broke out on Tuesday night.", *EN, only="dates") == []
