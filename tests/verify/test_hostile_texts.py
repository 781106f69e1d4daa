"""Texts that no writer meant well: rows without an end, books to be checked, money of any country, questions."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence, InvalidInputError
from broadsheet.verify.checking import LONGEST_DRAFT
from broadsheet.verify.reading import LONGEST, read


def _verdict(evidence: str, text: str) -> str:
    report = verify.check(text, [Evidence("e", evidence)])
    return report.claims[0].verdict


def test_a_text_longer_than_is_checked_at_once_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidInputError) as refused:
        verify.check("桥" * (LONGEST_DRAFT + 1), [Evidence("e", "桥梁周五关闭。")])
    assert "--batch" in str(refused.value.do)


@pytest.mark.parametrize("text", ["The bridge, " * 2000, "桥梁，" * 4000, "桥" * 9000])
def test_no_sentence_is_read_longer_than_a_page(text: str) -> None:
    passages = read(text).passages
    assert max(p.end - p.start for p in passages) <= LONGEST
    assert "".join(text[p.start : p.end] for p in passages).strip() == text.strip()


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        ("The company raised A$1.2 billion on Monday.", "The company raised 1.2 billion Australian dollars on Monday."),
        ("The company raised C$1.2 billion on Monday.", "The company raised 1.2 billion Canadian dollars on Monday."),
        ("The company raised S$1.2 billion on Monday.", "The company raised 1.2 billion Singapore dollars on Monday."),
        ("The fine was R$5 million.", "The fine was 5 million Brazilian reais."),
        ("The fine was 5 million crowns.", "The fine was 5 million Czech crowns."),
        ("该公司筹集了12亿加元。", "该公司筹集了12亿加拿大元。"),
        ("该公司筹集了12亿新元。", "该公司筹集了12亿新加坡元。"),
        ("维修费用超出预算600万克朗。", "维修超支600万克朗。"),
    ],
)
def test_a_currency_is_the_same_by_its_sign_and_by_its_name(evidence: str, text: str) -> None:
    assert _verdict(evidence, text) == "supported"


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        ("The company raised $1.2 billion in Sydney on Monday.", "该公司周一在悉尼筹集了12亿澳元。"),
        ("The company raised A$1.2 billion on Monday.", "The company raised US$1.2 billion on Monday."),
        ("The repairs ran 6 million crowns over budget.", "Repairs ran 6 million rubles over budget."),
        ("The fine was 5 million Danish kroner.", "The fine was 5 million Swedish kronor."),
        ("该公司筹集了12亿瑞士法郎。", "该公司筹集了12亿欧元。"),
        ("该公司赚了300万雷亚尔。", "该公司赚了300万比索。"),
        ("罚款为5000万越南盾。", "罚款为5000万泰铢。"),
    ],
)
def test_another_currency_is_not_supported(evidence: str, text: str) -> None:
    assert _verdict(evidence, text) in {"contradicted", "unsupported"}


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        ("The bridge was closed on Friday.", "Is it so?"),
        ("The bridge was closed on Friday.", "Was the bridge closed on Friday?"),
        ("桥梁周五关闭。", "是这样吗？"),
        ("桥梁周五关闭。", "桥梁周五关闭了吗？"),
    ],
)
def test_a_question_is_no_fact_that_its_words_could_support(evidence: str, text: str) -> None:
    assert _verdict(evidence, text) == "opinion"
