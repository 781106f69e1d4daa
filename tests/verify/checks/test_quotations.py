"""Quotations against the evidence."""

import pytest

from tests.verify.wire import EN, ZH, faults, findings


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("李慧敏说，“目前没有发现有毒气体泄漏”。", ZH),
        ("李慧敏说：「目前没有发现有毒气体泄漏」", ZH),
        ("Maria Delgado said: “We have not found any leak of toxic gas.”", EN),
        ('"We have not found any leak…" she said.', EN),
        ('"We have not found ... toxic gas," Delgado said.', EN),
    ],
)
def test_the_same_words_in_other_marks_are_no_fault(draft: str, evidence: tuple[object, ...]) -> None:
    assert findings(draft, *evidence, only="quotations") == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "evidence", "fix"),
    [
        ("李慧敏说：“目前发现有毒气体泄漏。”", ZH, "“目前没有发现有毒气体泄漏”"),
        ('Delgado said: "We have now found a leak of toxic gas."', EN, '"We have not found any leak of toxic gas"'),
    ],
)
def test_an_edited_quotation_is_found_and_the_true_words_offered(
    draft: str, evidence: tuple[object, ...], fix: str
) -> None:
    found = findings(draft, *evidence, only="quotations")  # type: ignore[arg-type]
    assert [f.rule for f in found] == ["altered"]
    assert found[0].fix.strip('“”".。,') == fix.strip('“”"')


def test_an_invented_quotation_is_found() -> None:
    draft = 'Mayor Brandt said: "My heart goes out to every single family tonight."'
    assert [rule for rule, _ in faults(draft, *EN, only="quotations")] == ["unsupported"]


def test_words_of_another_mouth_are_found_at_the_speaker() -> None:
    draft = '"We have not found any leak of toxic gas," Tom Brandt said.'
    found = findings(draft, EN[0].text, only="quotations")
    assert [(f.rule, f.text) for f in found] == [("speaker", "Tom Brandt")]


def test_narration_put_into_quotation_marks_is_a_warning() -> None:
    found = findings('"About 2,300 residents were evacuated," an official said.', *EN, only="quotations")
    assert [(f.rule, f.severity) for f in found] == [("not_quoted", "warning")]


def test_a_term_in_marks_only_warns() -> None:
    found = findings("这是一座“不夜城”。", *ZH, only="quotations")
    assert [(f.rule, f.severity) for f in found] == [("term", "warning")]


def test_a_translated_quotation_can_not_be_compared() -> None:
    found = findings('Li said: "No leak of any toxic gas has been found."', *ZH, only="quotations")
    assert [(f.rule, f.severity) for f in found] == [("language", "warning")]
