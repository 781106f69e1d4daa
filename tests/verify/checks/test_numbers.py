"""Amounts against the evidence."""

import pytest

from tests.verify.wire import EN, ZH, faults, findings


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("约22万人参加。", "共有22.4万人参加。"),
        ("超过20万人参加。", "共有22.4万人参加。"),
        ("近30万人参加。", "共有28.6万人参加。"),
        ("两百二十四人参加。", "共有224人参加。"),
        ("占百分之五点三。", "占比为5.3%。"),
        ("投资3.2亿元。", "投资3亿2000万元。"),
        ("About 220,000 people took part.", "In all 224,000 people took part."),
        ("More than 200,000 people took part.", "In all 224,000 people took part."),
        ("It cost $3.5m.", "It cost 3.5 million dollars."),
        ("It cost $3.5 million.", "It cost $3,500,000."),
        ("The road is 5 km long.", "The road is 5,000 metres long."),
        ("The boat is 5 nautical miles off.", "The boat is 9.26 kilometres off."),
        ("A dozen people came.", "Twelve people came."),
        ("One third of voters agreed.", "33.5 percent of voters agreed."),
        ("三分之一的选民同意。", "33.3%的选民同意。"),
        ("The team won 3-1.", "They lost 1-3 to the team."),
    ],
)
def test_the_same_amount_in_another_form_is_no_fault(draft: str, evidence: str) -> None:
    assert faults(draft, evidence, only="numbers") == []


@pytest.mark.parametrize(
    ("draft", "evidence", "text"),
    [
        ("共有22万人参加活动。", "共有22亿人参加活动。", "22万人"),
        ("投资82.5亿美元。", "投资82.5亿元。", "82.5亿美元"),
        ("失业率上升3个百分点。", "失业率上升3%。", "3个百分点"),
        ("It cost $1.2 million.", "It cost $1.2 billion.", "$1.2 million"),
        ("The rate rose by 3 percentage points.", "The rate rose by 3 percent.", "3 percentage points"),
        ("More than 443 people came.", "About 400 people came.", "More than 443 people"),
        ("近20万人参加。", "逾20万人参加。", "近20万人"),
        ("主队以83:60获胜。", "主队以107:102获胜。", "83:60"),
        ("They finished 3rd.", "They finished 4th.", "3rd"),
    ],
)
def test_another_amount_is_found_with_its_exact_text(draft: str, evidence: str, text: str) -> None:
    assert [t for _, t in faults(draft, evidence, only="numbers")] == [text]


def test_a_rounding_without_about_is_a_warning() -> None:
    found = findings("共有22万人参加。", "共有22.4万人参加。", only="numbers")
    assert [(f.rule, f.severity) for f in found] == [("rounded", "warning")]


def test_a_dropped_hedge_is_a_warning() -> None:
    found = findings("Some voters, 200 people, came.", "Some voters, over 200 people, came.", only="numbers")
    assert [(f.rule, f.severity) for f in found] == [("unhedged", "warning")]


def test_the_amount_of_the_likest_clause_is_offered_as_the_fix() -> None:
    found = findings("公司去年营业收入为85.2亿元。", *ZH, only="numbers")
    assert [(f.rule, f.text, f.fix) for f in found] == [("contradicted", "85.2亿元", "82.5亿元")]


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("Fourteen people were killed and three injured.", "The fire killed three people and injured 14 others."),
        ("The crash killed 12 people.", "The crash killed 5 people and 12 were arrested."),
        ("火灾造成14人死亡、3人受伤。", "火灾造成3人死亡、14人受伤。"),
    ],
)
def test_a_number_of_something_else_is_found(draft: str, evidence: str) -> None:
    assert "bound_elsewhere" in [rule for rule, _ in faults(draft, evidence, only="numbers")]


@pytest.mark.parametrize(
    "draft",
    [
        "这十分重要，他们一起走了一段路。",
        "他是80后。",
        "One of them was the first to leave.",
        "G20 leaders flew in an A320.",
    ],
)
def test_words_that_count_nothing_are_no_numbers(draft: str) -> None:
    assert findings(draft, "天气很好。 The weather is fine.", only="numbers") == []


def test_a_small_count_the_writer_made_only_warns() -> None:
    found = findings("两国领导人会见了三名记者。", "中国和法国的领导人会见了记者。", only="numbers")
    assert {f.severity for f in found} == {"warning"}


def test_a_sum_out_of_nowhere_is_an_error() -> None:
    assert faults("Damage was put at 45 million dollars.", *EN, only="numbers") == [
        ("unsupported", "45 million dollars")
    ]
