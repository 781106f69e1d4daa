"""Days by the report's own calendar."""

from datetime import UTC, datetime

import pytest

from broadsheet.write.redating import redated
from broadsheet.write.reldates import dated, is_undated

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
