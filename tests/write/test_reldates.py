"""Days by the report's own calendar."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet import write
from broadsheet.write.redating import is_adrift, redated
from broadsheet.write.reldates import dated, is_undated
from tests.write.reports import RADIO, WIRE

SUNDAY = datetime(2026, 11, 8, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday the council met.", "On Nov. 7 the council met."),
        ("The council met yesterday afternoon.", "The council met in the afternoon of Nov. 7."),
        ("It has been shut since yesterday.", "It has been shut since Nov. 7."),
        ("It opens tomorrow.", "It opens on Nov. 9."),
        ("It is today's only ferry.", "It is today's only ferry."),
    ],
)
def test_english_days(text: str, expected: str) -> None:
    assert dated(text, SUNDAY, language="en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天上午开会。", "11月8日上午开会。"),
        ("今晨6时通车。", "11月8日清晨6时通车。"),
        ("昨夜起火。", "11月7日夜间起火。"),
        ("今年开工，明确分工，早已完成。", "今年开工，明确分工，早已完成。"),
        ("他说“今天通车”。", "他说“今天通车”。"),
    ],
)
def test_chinese_days(text: str, expected: str) -> None:
    assert dated(text, SUNDAY, language="zh") == expected


def test_what_is_left_is_noticed() -> None:
    assert is_undated("It is today's only ferry.")
    assert not is_undated("It is the only ferry.")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The trial began on Friday.", "en", "The trial began on Nov. 6."),
        ("A charger started Saturday's fire.", "en", "A charger started the Nov. 7 fire."),
        ("They left on Saturday evening.", "en", "They left on the evening of Nov. 7."),
        ("大桥周六封闭。", "zh", "大桥11月7日封闭。"),
        ("The bridge opened on Nov 3.", "en", "The bridge opened on Nov 3."),
    ],
)
def test_a_weekday_is_written_out_beside_a_newer_report(text: str, language: str, expected: str) -> None:
    assert redated(text, SUNDAY, LATER, language=language) == expected
    assert redated(text, SUNDAY, SUNDAY, language=language) == text


@pytest.mark.parametrize(
    ("text", "language", "adrift"),
    [
        ("The tunnel will open on Monday, the ministry said on Sunday.", "en", True),
        ("The council meets on Thursday.", "en", True),
        ("The tunnel is to open on Monday.", "en", True),
        ("The court opened on Friday, the ministry said.", "en", False),
        ("Four rooms began on Friday.", "en", False),
        ("隧道将于周一通车。", "zh", True),
        ("隧道周五已经通车了。", "zh", False),
        ("The tunnel opened on Nov 3.", "en", False),
    ],
)
def test_a_weekday_that_may_look_ahead_is_not_guessed(text: str, language: str, adrift: bool) -> None:  # noqa: FBT001
    assert is_adrift(text, SUNDAY, LATER, language=language) is adrift


def test_a_sentence_whose_day_is_adrift_is_not_planned() -> None:
    old = replace(WIRE, text="The tunnel will open on Monday, the ministry said. The tunnel cost 11.8 billion lan.")
    new = replace(RADIO, published=LATER)
    _, made = write.plan("brief", evidence=(old, new), language="en")
    assert not any("Monday" in p.text or "will open" in p.text for p in made.points)
