"""Quotations and speakers found in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.values import find_quotations
from broadsheet.verify.values.quotations import fold, folded


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("他说，“这是最重大的举措”。", "这是最重大的举措", "他"),
        ("“很好，”王明说。", "很好，", "王明"),
        ("「沒有問題」", "沒有問題", ""),
        (
            '"The lesson is that flu can strike," Schaffner said of Vanderbilt.',
            "The lesson is that flu can strike,",
            "Schaffner",
        ),
        ('Donald Trump said: "We will win."', "We will win.", "Donald Trump"),
        ('"It is hard," said Dr. William Smith, a doctor.', "It is hard,", "Dr. William Smith"),
        ("She called it ‘a dark year’ for all.", "a dark year", ""),
    ],
)
def test_a_quotation_is_read_with_its_speaker(text: str, words: str, speaker: str) -> None:
    (found,) = find_quotations(text)
    assert (found.words, found.speaker) == (words, speaker)
    assert text[found.start : found.end] == found.text


def test_an_apostrophe_opens_nothing() -> None:
    assert list(find_quotations("It's the dogs' bone and John's ball.")) == []


@given(st.text(alphabet="甲乙丙abc,.;，。 ", min_size=1, max_size=60))
def test_what_is_put_into_marks_is_read_back(words: str) -> None:
    found = list(find_quotations(f"他说：“{words}”"))
    assert [q.words for q in found] == ([words] if words.strip() else [])


@given(st.text(max_size=100))
def test_folded_text_keeps_the_place_of_each_character(text: str) -> None:
    kept, places = folded(text)
    assert len(kept) == len(places)
    assert all(text[i].lower() == c or text[i] == c for c, i in zip(kept, places, strict=True))


def test_folding_forgets_spaces_marks_and_case() -> None:
    assert fold("We have, NOT!") == fold("we have not")


def test_a_connective_is_no_speaker() -> None:
    (found,) = find_quotations('However, she said it was "a very good day for all of us".')
    assert found.speaker == ""
