"""Several sources: what each says of a sentence, who copied whom, and what is said where they differ."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet import verify
from broadsheet.core import Claim, Evidence, Report

MORNING = datetime(2026, 11, 8, 6, tzinfo=UTC)
EN = (
    Evidence(
        "wire:1",
        "PORT ASTER, Nov 8 (Meridian) - Fire destroyed a century-old warehouse in Cannery Side early on Sunday and "
        "injured 5 people, the fire brigade said. Ninety-four firefighters had the blaze under control by 0315.",
        outlet="Meridian Wire",
        published=MORNING,
    ),
    Evidence(
        "paper:2",
        "Fire destroyed a warehouse in Cannery Side on Sunday, injuring 8 people, the fire brigade said on Monday. "
        "Mayor Lin Ruochuan visited the street.",
        outlet="Courier",
        published=MORNING + timedelta(hours=9),
    ),
)
ZH = (
    Evidence(
        "电讯:1",
        "维澜社星港11月8日电 罐厂里一仓库8日凌晨发生火灾，造成5人受伤，消防人员94人到场扑救。起火原因正在调查。",
        outlet="维澜社",
        published=MORNING,
    ),
    Evidence(
        "报纸:2",
        "罐厂里仓库火灾受伤人数升至8人。市长林若川到现场看望居民。",
        outlet="星港晚报",
        published=MORNING + timedelta(hours=9),
    ),
)
COPIES = {
    "en": Evidence(
        "blog:3",
        "According to Meridian Wire, fire destroyed a century-old warehouse in Cannery Side early on Sunday and "
        "injured 5 people, the fire brigade said.",
        outlet="Harbour Blog",
        published=MORNING + timedelta(hours=2),
    ),
    "zh": Evidence(
        "网站:3",
        "据维澜社报道，罐厂里一仓库8日凌晨发生火灾，造成5人受伤，消防人员94人到场扑救。",
        outlet="港湾网",
        published=MORNING + timedelta(hours=2),
    ),
}
OLD = {
    "en": "Fire destroyed a warehouse in Cannery Side on Sunday and injured 5 people.",
    "zh": "罐厂里一仓库8日凌晨发生火灾，造成5人受伤。",
}
NEW = {
    "en": "Fire destroyed a warehouse in Cannery Side on Sunday, injuring 8 people.",
    "zh": "罐厂里仓库火灾造成8人受伤。",
}
SOURCES = {"en": EN, "zh": ZH}
both = pytest.mark.parametrize("language", ["en", "zh"])


def report(text: str, *evidence: Evidence, language: str) -> Report:
    return verify.check(text, evidence, language=language, dateline=MORNING)


def only(report: Report) -> Claim:
    [claim] = report.claims
    return claim


@both
def test_each_source_says_what_it_has(language: str) -> None:
    claim = only(report(OLD[language], *SOURCES[language], language=language))
    first, second = claim.witnesses
    assert (first.stance, second.stance) == ("supports", "contradicts")
    for witness, source in zip(claim.witnesses, SOURCES[language], strict=True):
        assert witness.source == source.source
        assert witness.span is not None
        assert source.text[witness.span.start : witness.span.end] == witness.span.text


@both
def test_a_source_of_something_else_is_silent(language: str) -> None:
    other = Evidence("other", {"en": "Corran won the cup final 3-1 at home.", "zh": "科兰队主场以3比1夺冠。"}[language])
    claim = only(report(OLD[language], SOURCES[language][0], other, language=language))
    assert [w.stance for w in claim.witnesses] == ["supports", "silent"]
    assert claim.witnesses[1].span is None


@both
def test_a_claim_that_a_newer_report_has_otherwise_is_not_green(language: str) -> None:
    found = report(OLD[language], *SOURCES[language], language=language)
    [finding] = [f for f in found.findings if f.check == "sources"]
    assert (finding.rule, finding.severity) == ("differ", "warning")
    assert "5" in finding.text
    for part in ("8", *(e.source for e in SOURCES[language])):
        assert part in finding.message
    assert finding.message in only(found).reason
    assert {"en": "is the newer report", "zh": "较新"}[language] in finding.message


@both
def test_a_draft_that_follows_the_newest_report_is_only_told(language: str) -> None:
    found = report(NEW[language], *SOURCES[language], language=language)
    assert found.passed
    assert [f.severity for f in found.findings if f.check == "sources"] == ["advice"]


@both
def test_a_correction_is_called_one(language: str) -> None:
    title = {"en": "CORRECTION: eight hurt in warehouse fire", "zh": "更正：仓库火灾8人受伤"}[language]
    first, second = SOURCES[language]
    found = report(OLD[language], first, replace(second, title=title), language=language)
    [finding] = [f for f in found.findings if f.check == "sources"]
    assert {"en": "is a correction", "zh": "是更正"}[language] in finding.message


@both
def test_a_value_that_no_source_has_stays_wrong(language: str) -> None:
    found = report(OLD[language].replace("5", "6"), *SOURCES[language], language=language)
    assert only(found).verdict == "contradicted"
    assert {w.stance for w in only(found).witnesses} == {"contradicts"}


@both
def test_of_two_sources_that_agree_the_copy_is_named(language: str) -> None:
    claim = only(report(OLD[language], SOURCES[language][0], COPIES[language], language=language))
    assert [w.copies for w in claim.witnesses] == ["", SOURCES[language][0].source]
    assert {"en": "of which 1 for itself", "zh": "其中独立的1个"}[language] in claim.reason


@both
def test_the_origin_is_the_earlier_wherever_it_stands(language: str) -> None:
    claim = only(report(OLD[language], COPIES[language], SOURCES[language][0], language=language))
    assert [w.copies for w in claim.witnesses] == [SOURCES[language][0].source, ""]


@both
def test_one_source_is_a_witness_too(language: str) -> None:
    claim = only(report(OLD[language], SOURCES[language][0], language=language))
    [witness] = claim.witnesses
    assert (witness.stance, witness.copies) == ("supports", "")
    assert witness.span is not None


@pytest.mark.parametrize(
    ("draft", "no", "language"),
    [
        ("The bridge reopened on Tuesday.", "The bridge was not reopened on Tuesday.", "en"),
        ("大桥周二恢复通车。", "大桥周二没有恢复通车。", "zh"),
        ("The council meets on 4 March.", "The council meets on 6 March.", "en"),
        ("董事会定于3月4日召开。", "董事会定于3月6日召开。", "zh"),
        ("Profit rose in the third quarter.", "Profit fell in the third quarter.", "en"),
        ("第三季度利润上升。", "第三季度利润下降。", "zh"),
    ],
)
def test_negations_days_and_directions_can_differ(draft: str, no: str, language: str) -> None:
    for sources in ((draft, no), (no, draft)):
        found = report(draft, *(Evidence(f"s{i}", text) for i, text in enumerate(sources)), language=language)
        assert only(found).verdict == "supported"
        assert [f.rule for f in found.findings if f.check == "sources"] == ["differ"]
