import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.knowledge.folding import LONGEST, folded, key_of


@pytest.mark.parametrize(
    ("one", "other", "type"),
    [
        ("Apple Inc.", "APPLE", "organisation"),
        ("ＨＵＡＷＥＩ", "Huawei", "organisation"),
        ("President Donald J. Trump", "Donald Trump", "person"),
        ("Kim Jong-un", "Kim Jong Un", "person"),
        ("Erdoğan's", "Erdogan", "person"),
        ("北京市", "北京", "place"),
        ("騰訊", "腾讯", "organisation"),
        ("毛宁女士", "毛宁", "person"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(one: str, other: str, type: str) -> None:
    assert folded(one, type) == folded(other, type) != ""


@pytest.mark.parametrize(
    ("zh", "en", "type"),
    [
        ("华为技术有限公司", "Huawei", "organisation"),
        ("世卫组织", "World Health Organization", "organisation"),
        ("特朗普", "Donald Trump", "person"),
        ("东京", "Tokyo", "place"),
        ("德国", "Germany", "place"),
    ],
)
def test_what_the_tables_know_has_one_key_in_both_languages(zh: str, en: str, type: str) -> None:
    assert key_of(zh, type) == key_of(en, type)


def test_a_person_is_not_the_place_of_that_name() -> None:
    assert key_of("Washington", "place") == "washington"
    assert key_of("Jordan", "person") == "jordan"
    assert key_of("约旦", "place") == key_of("Jordan", "place")


def test_a_sentence_taken_for_a_name_is_none() -> None:
    assert folded("x" * (LONGEST + 1)) == ""


@given(st.text(max_size=60))
def test_folding_what_is_folded_changes_nothing_more_than_titles(name: str) -> None:
    once = folded(name)
    assert len(folded(once)) <= len(once) * 3
