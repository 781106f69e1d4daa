"""Evidence in another language: what is true rests on one sentence of it; what is changed rests on none."""

import pytest

from broadsheet.core import Evidence
from tests.verify.wire import check

ZH = Evidence(
    "zh",
    "法院判处李建国有期徒刑12年，并处罚金200万元。公司第三季度营收增长8.5%，达到12亿美元。首席执行官玛丽亚·德尔加多将于"
    "6月30日卸任。市长陈伟说，费用为60元，不会上涨。",
    language="zh",
)
EN = Evidence(
    "en",
    "The court sentenced Li Jianguo to 12 years in prison and fined him 2 million yuan. The company's revenue rose 8.5 "
    "percent to $1.2 billion in the third quarter. Mayor Chen Wei said that fees were 60 yuan and would not go up.",
    language="en",
)
PAIRS = [
    ("The court sentenced Li Jianguo to 12 years and fined him 2 million yuan.", ZH, True),
    ("The court sentenced Li Jianguo to 14 years and fined him 2 million yuan.", ZH, False),
    ("The court sentenced Zhou Min to 12 years and fined him 2 million yuan.", ZH, False),
    ("Revenue rose 8.5 percent to $1.2 billion.", ZH, True),
    ("Revenue rose 8.5 percent to $1.2 million.", ZH, False),
    ("Mayor Chen Wei said the fees of 60 yuan would not go up.", ZH, True),
    ("Mayor Chen Wei said the fees of 60 yuan would go up.", ZH, False),
    ("A storm left 12 villages without power.", ZH, False),
    ("法院判处李建国12年有期徒刑，罚金200万元。", EN, True),
    ("法院判处李建国14年有期徒刑，罚金200万元。", EN, False),
    ("法院判处周敏12年有期徒刑，罚金200万元。", EN, False),
    ("公司营收增长8.5%，达到12亿美元。", EN, True),
    ("公司营收增长8.5%，达到120亿美元。", EN, False),
    ("市长陈伟说，60元的费用不会上涨。", EN, True),
    ("市长陈伟说，60元的费用会上涨。", EN, False),
    ("暴风雨使12个村庄断电。", EN, False),
]


@pytest.mark.parametrize(("draft", "evidence", "passes"), PAIRS)
def test_a_sentence_rests_on_one_foreign_sentence_or_on_none(draft: str, evidence: Evidence, *, passes: bool) -> None:
    report = check(draft, evidence)
    assert report.passed is passes
    assert any("another language" in note or "另一种语言" in note for note in report.notes)


@pytest.mark.parametrize(("draft", "evidence", "passes"), [p for p in PAIRS if p[2]])
def test_it_is_never_quite_sure_and_shows_the_sentence(draft: str, evidence: Evidence, *, passes: bool) -> None:
    [claim] = check(draft, evidence).claims
    assert passes
    assert 0.5 < claim.score <= 0.9
    assert all(evidence.text[s.start : s.end] == s.text for s in claim.evidence)
