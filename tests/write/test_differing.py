"""What differs is shown: days of one event, given facts against sources and each other; what is no word is not."""

from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Evidence
from tests.write.reports import EN, ZH, notices, report, whole

BOMB = report(
    8,
    "A letter bomb exploded at the Paris office of the fund on Thursday and injured one woman, police said.",
    outlet="A Post",
    hours=100,
)
LETTER = report(
    9,
    "A letter bomb exploded at the fund's Paris office on Wednesday, injuring one woman, police said.",
    outlet="B Post",
    hours=101,
)
POST_ZH = report(8, "星港邮局6日发生爆炸，一名女职员受伤，警方赶到现场。", outlet="甲报", language="zh")
OFFICE_ZH = report(9, "星港邮局7日发生爆炸，一名女职员受伤，警方赶到现场。", outlet="乙报", language="zh", hours=1)


@pytest.mark.parametrize(
    ("evidence", "language", "days"),
    [((BOMB, LETTER), "en", ("Wednesday", "Thursday")), ((POST_ZH, OFFICE_ZH), "zh", ("6日", "7日"))],
)
def test_both_days_of_one_event_are_shown(evidence: tuple[Evidence, ...], language: str, days: tuple[str, str]) -> None:
    pieces = list(write.draft("brief", evidence=evidence, language=language))
    text = whole(pieces).variants[0].text
    assert all(day in text for day in days)
    assert all(e.outlet in text for e in evidence)
    assert "different days" in notices(pieces) or "日期不一致" in notices(pieces)


@pytest.mark.parametrize(
    ("facts", "evidence", "language", "both"),
    [
        ({"injured": "3 people injured"}, EN, "en", ("3 people", "8")),
        ({"伤者": "3人受伤"}, ZH, "zh", ("3人", "8人")),
        ({"cost": "the repair cost is 2 million", "budget": "the repair cost is 3 million"}, (), "en", ("2 m", "3 m")),
        ({"预算": "检修预算140万元", "费用": "检修预算为160万元"}, (), "zh", ("140万元", "160万元")),
    ],
)
def test_a_given_fact_that_is_contradicted_is_shown_with_the_other_side(
    facts: dict[str, Any], evidence: tuple[Evidence, ...], language: str, both: tuple[str, str]
) -> None:
    pieces = list(write.draft("brief", facts=facts, evidence=evidence, language=language))
    assert all(side in notices(pieces) for side in both)
    assert both[0] in whole(pieces).variants[0].text


def test_facts_of_different_things_are_no_contradiction() -> None:
    facts = {"cost": "the repair cost is 2 million", "visitors": "the visitors last year were 3 million"}
    assert "given fact" not in notices(list(write.draft("brief", facts=facts, language="en")))


def test_one_fact_of_two_outlets_is_told_once_with_both_named() -> None:
    other = report(
        9,
        "A letter bomb exploded at the fund's Paris office on Thursday, injuring one woman, police said.",
        outlet="B Post",
        hours=101,
    )
    text = whole(list(write.draft("brief", evidence=(BOMB, other), language="en"))).variants[0].text
    assert text.partition("\n\n")[2].count("letter bomb") == 1
    assert "A Post" in text
    assert "B Post" in text


def test_code_and_endless_words_are_not_printed() -> None:
    page = report(
        10,
        f"The council met on Monday in the old hall and chose a mayor. ```print('x')``` ends the page here. "
        f"{'a' * 9000} is a word. The mayor will speak on Friday evening in the square.",
        outlet="Echo",
    )
    text = whole(list(write.draft("brief", evidence=[page], language="en"))).variants[0].text
    assert "chose a mayor" in text
    assert "aaaa" not in text
    assert "`" not in text
