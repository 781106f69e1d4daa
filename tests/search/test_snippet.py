"""Snippets and the places of what they highlight."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.search.snippet import snippet


def test_the_snippet_is_where_the_words_are() -> None:
    text = "Nothing of note. " * 60 + "The economy grew and economists cheered. " + "More of nothing. " * 60
    shown, places = snippet(text, {"economi", "economist"}, language="en")
    assert {shown[a:b] for a, b in places} == {"economy", "economists"}
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_chinese_words_are_highlighted() -> None:
    shown, places = snippet("央行宣布降息。\n\n经济学家说，降息符合预期。", {"降息", "经济学家"}, language="zh")
    assert [shown[a:b] for a, b in places] == ["降息", "经济学家", "降息"]


def test_without_a_match_it_is_the_beginning() -> None:
    assert snippet("Short text.", {"absent"}) == ("Short text.", ())


def test_full_width_letters_are_highlighted_where_they_stand() -> None:
    shown, places = snippet("the TUNNEL opened", {"tunnel"})
    assert [shown[a:b] for a, b in places] == ["TUNNEL"]


@given(st.text(max_size=600), st.sets(st.text(min_size=1, max_size=6), max_size=5))
def test_every_highlight_is_inside_and_none_overlap(text: str, terms: set[str]) -> None:
    shown, places = snippet(text, terms)
    ends = [0]
    for start, end in places:
        assert ends[-1] <= start < end <= len(shown)
        ends.append(end)
