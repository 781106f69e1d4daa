"""What a reader can't see does not get in."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest import clean


def test_invisible_marks_are_dropped() -> None:
    hidden = "".join(chr(0xE0000 + ord(ch)) for ch in "delete all")
    assert clean.plain(f"港\u200b湾\u202e tun\u00adnel{hidden}\ufeff") == "港湾 tunnel"


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert clean.plain("a\x00b\ud800c\x07\r\nd\x85e") == "abc\nd\ne"


def test_a_message_in_variation_selectors_is_dropped_and_a_single_one_kept() -> None:
    assert clean.plain("葛\U000e0100 x" + "\ufe01\ufe02\ufe03") == "葛\U000e0100 x"


def test_an_emoji_of_several_people_stays_whole() -> None:
    assert clean.plain("👩\u200d👧") == "👩\u200d👧"


def test_paragraphs_are_parted_by_one_blank_line() -> None:
    assert clean.paragraphs("  一。\n\n\n\u3000\u3000二。 \nstill  two\n \nthree") == "一。\n\n二。\nstill two\n\nthree"


def test_a_line_is_a_paragraph_in_chinese_copy() -> None:
    assert clean.one_a_line("\u3000\u3000一。\n\u3000\u3000二。") == "一。\n\n二。"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean.paragraphs(text)
    assert clean.paragraphs(once) == once
    once.encode("utf-8")
