from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.core import Change
from broadsheet.write import word_diff

TEXTS = st.text(alphabet="港口 隧道, 通车。ab c1.\n“”", max_size=60)


def before(changes: tuple[Change, ...]) -> str:
    return "".join(c.text for c in changes if c.op != "insert")


def after(changes: tuple[Change, ...]) -> str:
    return "".join(c.text for c in changes if c.op != "delete")


@settings(deadline=None)  # the first call loads the dictionary
@given(TEXTS, TEXTS)
def test_its_stretches_give_back_both_texts(one: str, other: str) -> None:
    changes = word_diff(one, other)
    assert (before(changes), after(changes)) == (one, other)


@settings(deadline=None)  # the first call loads the dictionary
@given(TEXTS, TEXTS)
def test_no_stretch_is_empty_or_of_the_kind_before_it(one: str, other: str) -> None:
    changes = word_diff(one, other)
    assert all(c.text for c in changes)
    assert all(a.op != b.op for a, b in pairwise(changes))


def test_chinese_is_told_apart_by_words() -> None:
    assert word_diff("隧道周一通车。", "隧道周二通车。") == (
        Change("same", "隧道"),
        Change("delete", "周一"),
        Change("insert", "周二"),
        Change("same", "通车。"),
    )


def test_a_long_text_is_told_apart_by_words_within_its_sentences() -> None:
    rows = [f"Sentence number {i} stands here as it was." for i in range(600)]
    changed = [*rows[:300], "Sentence number 300 stands there as it was.", *rows[301:]]
    changes = word_diff(" ".join(rows), " ".join(changed))
    assert [c for c in changes if c.op != "same"] == [Change("delete", "here"), Change("insert", "there")]
    assert after(changes) == " ".join(changed)


def test_a_text_beside_itself_is_all_the_same() -> None:
    assert word_diff("same 一样", "same 一样") == (Change("same", "same 一样"),)
    assert word_diff("", "") == ()
