"""The report on a draft, in which naming the outlet is no claim."""

import pytest

from broadsheet.core import Evidence
from broadsheet.write.checking import blanked, check
from tests.write.reports import EN, EVENING, RADIO, ZH


@pytest.mark.parametrize(
    ("text", "evidence", "language"),
    [
        ("The Tidal Theatre lost its scenery and its costumes, Radio Vellane reported.", EN, "en"),
        ("According to Radio Vellane, the Tidal Theatre lost its scenery.", EN, "en"),
        ("据《星港晚报》报道，潮汐剧社的布景和戏服全部烧毁。", ZH, "zh"),
        ("潮汐剧社的布景和戏服全部烧毁。\n#潮汐剧社# https://desk.example/7", ZH, "zh"),
    ],
)
def test_an_attribution_and_a_line_of_tags_are_no_claims(
    text: str, evidence: tuple[Evidence, ...], language: str
) -> None:
    report = check(text, evidence, language=language)
    assert report.passed
    assert len(report.claims) == 1


def test_claims_and_findings_stand_where_they_are_in_the_draft() -> None:
    text = "According to Radio Vellane, 9 were injured. The Tidal Theatre lost its scenery, Radio Vellane reported."
    report = check(text, (RADIO,), language="en")
    assert not report.passed
    assert all(text[c.start : c.end] == c.text for c in report.claims)
    assert all(text[f.start : f.end] == f.text for f in report.findings)
    assert report.claims[0].text.startswith("According to")
    assert report.claims[-1].text.endswith("reported.")


def test_blanks_keep_every_offset() -> None:
    text = "据《星港晚报》报道，布景烧毁。\n#潮汐剧社#"
    shown = blanked(text, [EVENING.outlet])
    assert len(shown) == len(text)
    assert shown.strip() == "布景烧毁。"


def test_a_hashtag_inside_a_quotation_is_left_alone() -> None:
    text = 'He wrote "honor the promise #FullRepeal of it".'
    assert blanked(text, []) == text
