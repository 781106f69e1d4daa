"""The report as a whole, on both languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import verify
from broadsheet.core import EmptyEvidenceError, Evidence, InvalidInputError, UnknownNameError
from tests.verify.wire import EN, ZH, check

FAITHFUL_EN = (
    "Three people died and 14 were injured when a fire tore through a Calder Logistics chemical warehouse in "
    "Harborview "
    "on Tuesday night. About 2,300 residents were evacuated. Fire Chief Maria Delgado said no toxic gas leak had been "
    "found. Two managers have been detained by police. Mayor Brandt said the site will not reopen before summer."
)
FAITHFUL_ZH = (
    "3月3日晚，海港市一处化工仓库起火，三人遇难，14人受伤，两千三百名居民撤离。消防局长李慧敏称，尚未发现有毒气体泄漏。"
    "今日凌晨4点，火势被控制。卡尔德物流去年营收82.5亿元，增长8.5%。两名管理人员被警方控制。"
)


def test_a_faithful_english_brief_in_other_words_passes() -> None:
    report = verify.check(FAITHFUL_EN, EN)
    assert report.passed, report


def test_a_faithful_chinese_brief_in_other_words_passes() -> None:
    report = verify.check(FAITHFUL_ZH, ZH)
    assert report.passed, report


@pytest.mark.parametrize("evidence", [EN, ZH])
def test_every_sentence_of_the_evidence_is_supported_by_it(evidence: tuple[Evidence, ...]) -> None:
    for piece in evidence:
        report = verify.check(piece.text, evidence, dateline=piece.published)
        assert report.passed, report
        assert {c.verdict for c in report.claims} == {"supported"}


def test_spans_and_findings_are_the_texts_they_point_at() -> None:
    draft = "火灾造成14人死亡、3人受伤。李惠敏说：“目前发现有毒气体泄漏。”市长陈伟表示，夏天以前会重新开放该场地。"
    report = verify.check(draft, ZH)
    texts = {e.source: e.text for e in ZH}
    assert report.findings
    for found in report.findings:
        assert draft[found.start : found.end] == found.text
    for claim in report.claims:
        assert draft[claim.start : claim.end] == claim.text
        assert all(texts[s.source][s.start : s.end] == s.text for s in claim.evidence)


def test_a_change_told_as_what_it_came_to_is_contradicted() -> None:
    told = "去年公司收入增长了3亿元，达到8亿元。"
    report = verify.check("去年公司收入增长到3亿元。", [Evidence("wire", told)])
    assert [f.rule for f in report.findings] == ["endpoint"]
    assert [c.verdict for c in report.claims] == ["contradicted"]


def test_an_invented_sentence_is_marked_and_the_true_one_beside_it_is_not() -> None:
    report = check("About 2,300 residents were evacuated. Volunteers handed out free pizza and coffee.", *EN)
    assert [c.verdict for c in report.claims] == ["supported", "unsupported"]
    assert not report.passed


@pytest.mark.parametrize(("text", "evidence"), [("Is the city safe?", EN), ("我认为政府应当负责。", ZH)])
def test_questions_and_opinions_are_not_facts(text: str, evidence: tuple[Evidence, ...]) -> None:
    report = check(text, *evidence)
    assert [c.verdict for c in report.claims] == ["opinion"]
    assert report.passed


@pytest.mark.parametrize("evidence", [[], [Evidence("a", "")], [Evidence("a", " \n"), Evidence("b", "\u3000")]])
def test_an_empty_evidence_set_is_refused(evidence: list[Evidence]) -> None:
    with pytest.raises(EmptyEvidenceError, match="give at least one"):
        verify.check("A fire.", evidence)


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        verify.check(" \n ", EN)


def test_an_unknown_check_is_refused_with_the_choices() -> None:
    with pytest.raises(UnknownNameError) as caught:
        verify.check("A fire.", EN, only=["horoscope"])
    assert caught.value.choices == tuple(verify.CHECKS.names())


def test_only_the_named_checks_run_and_without_support_there_are_no_claims() -> None:
    report = check("Fifteen people died on Monday, Bob Dole said.", *EN, only=["dates"])
    assert {f.check for f in report.findings} == {"dates"}
    assert report.claims == ()


def test_the_messages_are_in_the_language_of_the_text() -> None:
    chinese = check("火灾造成15人死亡。", *ZH)
    english = check("The fire killed 15 people.", *EN)
    assert "证据" in chinese.findings[0].message
    assert "证据" in chinese.claims[0].reason
    assert "evidence" in english.findings[0].message
    assert "evidence" in english.claims[0].reason


def test_the_same_question_has_the_same_answer() -> None:
    assert verify.check(FAITHFUL_ZH, ZH) == verify.check(FAITHFUL_ZH, ZH)


def test_a_draft_in_another_language_is_judged_by_its_values_and_says_so() -> None:
    report = check("Three people died and 14 were injured in a fire on the night of March 3.", *ZH)
    assert report.passed
    assert "another language" in report.claims[0].reason


def test_a_wrong_value_across_languages_is_found() -> None:
    report = check("Three people died and 15 people were injured.", *ZH)
    assert not report.passed
    assert [f.text for f in report.findings if f.severity == "error"] == ["15 people"]


def test_relative_dates_of_the_draft_start_from_its_dateline() -> None:
    evidence = [Evidence("a", "The match was played on March 3.", published=datetime(2026, 3, 4, tzinfo=UTC))]
    right = verify.check("The match was played yesterday.", evidence, dateline=datetime(2026, 3, 4, tzinfo=UTC))
    wrong = verify.check("The match was played yesterday.", evidence, dateline=datetime(2026, 3, 6, tzinfo=UTC))
    assert right.passed
    assert [f.check for f in wrong.findings if f.severity == "error"] == ["dates"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_is_answered_or_refused(text: str, evidence: str) -> None:
    try:
        report = verify.check(text, [Evidence("a", evidence)])
    except (InvalidInputError, EmptyEvidenceError):
        return
    for claim in report.claims:
        assert text[claim.start : claim.end] == claim.text
        assert all(evidence[s.start : s.end] == s.text for s in claim.evidence)


def test_a_title_and_an_outlet_are_known_though_no_span_points_at_them() -> None:
    report = Evidence(
        "a", "The tunnel opened on Monday.", title="Elbonia opens its harbour tunnel", outlet="Elbonian Post"
    )
    found = verify.check("The Elbonian Post reported that a harbour tunnel opened in Elbonia.", [report])
    assert found.passed, found
    assert all(span.text in report.text for claim in found.claims for span in claim.evidence)
