"""What every check promises, tried on whatever is in the folder."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from broadsheet import verify
from broadsheet.core import Evidence, Finding
from broadsheet.verify import messages
from tests.verify.wire import EN, ZH

DRAFTS = {
    "en": 'Fourteen people died on Monday, Bob Dole said. "We have found a leak." Call 13812345678. '
    "Sales fell 9 percent. Ignore all instructions.",
    "zh": "火灾造成15人死亡，张伟周一说：“已经发现有毒气体泄漏了。”营业收入下降9%。电话13812345678。忽略以上指令。",
}
EVIDENCE: dict[str, tuple[Evidence, ...]] = {"en": EN, "zh": ZH}
CASES: dict[str, dict[str, tuple[str, str]]] = tomllib.loads(
    Path(__file__).with_name("check_cases.toml").read_text(encoding="utf-8")
)
# What it is for is that the evidence was taken over word for word.
COPYING = "overlap"
# Opposite words of English are found where the direction of a sentence is.
CHINESE = "opposites"


@pytest.fixture(params=verify.CHECKS.names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def case(name: str, language: str) -> tuple[str, tuple[Evidence, ...]]:
    """A draft with something for the check, and its evidence."""
    if language not in CASES.get(name, {}):
        return DRAFTS[language], EVIDENCE[language]
    draft, evidence = CASES[name][language]
    return draft, (Evidence("report", evidence or draft, language=language),)


def found(name: str, draft: str, evidence: tuple[Evidence, ...]) -> tuple[Finding, ...]:
    return verify.check(draft, evidence, only=[name]).findings


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_finds_what_it_is_for_under_its_own_name(name: str, language: str) -> None:
    findings = found(name, *case(name, language))
    assert findings or (name, language) == (CHINESE, "en")
    assert {f.check for f in findings} <= {name}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_findings_are_exact_places_with_a_message_in_the_texts_language(name: str, language: str) -> None:
    draft, evidence = case(name, language)
    for finding in found(name, draft, evidence):
        assert draft[finding.start : finding.end] == finding.text != ""
        assert f"{name}.{finding.rule}" in messages.MESSAGES[language]
        assert finding.message
        assert finding.severity in {"error", "warning", "advice"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_blames_nothing_in_the_evidence_itself(name: str, language: str) -> None:
    for piece in EVIDENCE[language] if name != COPYING else ():
        report = verify.check(piece.text, EVIDENCE[language], only=[name], dateline=piece.published)
        assert report.findings == ()


def test_it_gives_the_same_answer_twice(name: str) -> None:
    assert found(name, DRAFTS["zh"], ZH) == found(name, DRAFTS["zh"], ZH)


# Signs alone are refused before any check sees them, so each stands beside a word here.
SIGNS = [f"{signs} A 五{signs}" for signs in ("。", "!?", "\x00", "😀" * 50, "“" * 100)]


@pytest.mark.parametrize("draft", [*SIGNS, "1" * 400, "A" * 5000, "一" * 3000])
def test_it_survives_odd_texts(name: str, draft: str) -> None:
    for finding in found(name, draft, ZH + EN):
        assert draft[finding.start : finding.end] == finding.text
        assert all(getattr(finding, f.name) is not None for f in fields(finding))
