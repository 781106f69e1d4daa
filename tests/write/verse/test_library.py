"""The library of old verse: what it holds keeps the rules it is quoted for."""

import pytest

from broadsheet.write.prosody import counts, rhyme, strain, words
from broadsheet.write.verse.cento_en import _library
from broadsheet.write.verse.couplets import couplets, kind_of
from broadsheet.write.verse.quoted import Quoted, credits
from broadsheet.write.verse.themes import weights, worth


def test_every_couplet_is_regular_and_ends_in_a_level_rhyme() -> None:
    assert len(couplets()) > 2000
    assert all(c.kinds in {"AB", "CD", "BD", "DB"} and c.rhymes for c in couplets())
    assert len(couplets("xinyun")) > 500


def test_every_line_for_a_haiku_has_its_syllables() -> None:
    for size in ("5", "7"):
        assert all(int(size) in counts(stanza[0].text) for stanza in _library("haiku")[size])


@pytest.mark.parametrize("place", ["1", "2", "3", "c"])
def test_every_stanza_for_a_sonnet_scans_and_rhymes(place: str) -> None:
    for stanza in _library("sonnet")[place]:
        ends = [words(line.text)[-1] for line in stanza]
        assert all(strain(line.text) in (0, 1) for line in stanza)
        assert rhyme(ends[-1], ends[1] if len(ends) == 4 else ends[0]) == "perfect"


def test_a_line_of_no_kind_is_told_so() -> None:
    assert kind_of("白日依山尽") == "A"
    assert kind_of("白白白白白") == kind_of("白日") == "-"


def test_poets_are_named_by_the_numbers_of_their_lines() -> None:
    moon = Quoted("举头望明月", "李白", "静夜思")
    assert credits([None, moon], language="zh") == "集句：第2句，李白《静夜思》。"
    assert credits([moon, moon], language="en") == "Quoted: lines 1–2, 李白, “静夜思”."
    assert credits([None], language="zh") == ""


def test_the_words_of_a_theme_count_more_than_what_it_calls_up() -> None:
    table = weights("秋", language="zh")
    assert (
        worth("秋", table, language="zh") > worth("霜", table, language="zh") > worth("火", table, language="zh") == 0
    )
    assert weights("Winter sea", language="en")["sea"] > weights("winter", language="en")["snow"]
