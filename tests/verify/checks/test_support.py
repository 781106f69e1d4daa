"""Sentences against the evidence: the opposite, or nothing like it."""

import pytest

from tests.verify.wire import EN, ZH, check, faults, findings


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("The city would reopen the site before summer.", EN[1].text),
        ("Police have not detained two managers for questioning.", EN[1].text),
        ("市长陈伟表示，夏天以前会重新开放该场地。", ZH[0].text),
        ("他没有支持这项计划。", "他支持这项计划。"),
    ],
)
def test_a_negation_put_in_or_taken_out_contradicts(draft: str, evidence: str) -> None:
    assert [rule for rule, _ in faults(draft, evidence, only="support")] == ["negation"]
    assert check(draft, evidence).claims[0].verdict == "contradicted"


@pytest.mark.parametrize(
    ("draft", "evidence", "fix"),
    [
        ("公司去年营业收入同比下降8.5%。", ZH[0].text, "增长"),
        ("Sales fell 3 percent in May.", "Sales rose 3 percent in May.", "rose"),
        ("The senator opposed the railway bill.", "The senator supported the railway bill.", "supported"),
    ],
)
def test_rose_for_fell_contradicts_and_offers_the_word(draft: str, evidence: str, fix: str) -> None:
    assert [(f.rule, f.fix) for f in findings(draft, evidence, only="support")] == [("direction", fix)]


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("No leak of toxic gas had been found, Delgado said.", EN[0].text),
        ("尚未发现有毒气体泄漏。", ZH[0].text),
        ("Imports rose 3 percent and exports fell 2 percent.", "Exports fell 2 percent while imports rose 3 percent."),
        ("进口增长3%，出口下降2%。", "出口下降2%，进口增长3%。"),
        ("这不仅是挑战，也是机遇。", "这既是挑战，也是机遇。"),
    ],
)
def test_the_same_in_other_words_does_not_contradict(draft: str, evidence: str) -> None:
    assert faults(draft, evidence, only="support") == []


def test_a_sentence_about_nothing_in_the_evidence_is_unsupported() -> None:
    found = findings("The orchestra played Mahler in the park.", *EN, only="support")
    assert [(f.rule, f.severity) for f in found] == [("unsupported", "warning")]
    assert not check("The orchestra played Mahler in the park.", *EN).passed


def test_the_reason_names_what_is_missing() -> None:
    claim = check("消防员在仓库里救出了三只小猫和一只鹦鹉。", *ZH).claims[0]
    assert claim.verdict == "unsupported"
    assert "小猫" in claim.reason
