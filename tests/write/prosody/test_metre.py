"""English forms: syllables, metre and rhyme."""

import pytest

from broadsheet.core import UnknownNameError
from broadsheet.write.prosody import broken, counts, haiku, rhyme, sonnet, strain, syllables

SUMMER = """Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date:
Sometime too hot the eye of heaven shines,
And often is his gold complexion dimm'd;
And every fair from fair sometime declines,
By chance or nature's changing course untrimm'd;
But thy eternal summer shall not fade
Nor lose possession of that fair thou ow'st;
Nor shall Death brag thou wander'st in his shade,
When in eternal lines to time thou grow'st:
So long as men can breathe or eyes can see,
So long lives this, and this gives life to thee.""".splitlines()


def test_a_sonnet_of_shakespeares_keeps_its_form() -> None:
    assert not broken(sonnet(SUMMER))


def test_a_line_too_long_and_a_rhyme_missed_are_named() -> None:
    lines = [*SUMMER[:3], "And summer's lease hath all too short a very long date:", *SUMMER[4:13], "And so goodnight."]
    faults = {(f.rule, f.line) for f in sonnet(lines) if f.weight == "error"}
    assert {("pentameter", 3), ("pentameter", 13), ("no_rhyme", 13)} <= faults


def test_stresses_against_the_beat_are_named() -> None:
    assert (strain("Canary potatoes persuaded today!") or 0) > 1
    assert strain("If music be the food of love, play on") == 0


def test_a_line_may_end_in_one_more_soft_syllable() -> None:
    assert strain("To be, or not to be, that is the question") == 0


def test_a_haiku_is_counted_in_syllables() -> None:
    assert haiku(["Who has seen the wind?", "But when the leaves hang trembling", "Will the ships go down?"]) == []
    faults = haiku(["Who has seen the wind today?", "But when the leaves hang trembling"])
    assert [f.rule for f in faults] == ["line_count"]
    [fault] = haiku(["Who has seen the wind today?", "But when the leaves hang trembling", "Will the ships go down?"])
    assert (fault.rule, fault.line, fault.values) == ("syllables", 0, {"have": "7", "want": "5"})


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("day", "may", "perfect"),
        ("see", "memory", "perfect"),
        ("love", "prove", "near"),
        ("memory", "die", "near"),
        ("trimm'd", "dimm'd", "perfect"),
        ("day", "day", ""),
        ("moon", "table", ""),
    ],
)
def test_words_rhyme_fully_nearly_or_not(first: str, second: str, kind: str) -> None:
    assert rhyme(first, second) == rhyme(second, first) == kind


@pytest.mark.parametrize(
    ("word", "count"), [("heaven", {1, 2}), ("brillig", {2}), ("lov'st", {1}), ("throned", {1, 2}), ("colour", {2})]
)
def test_syllables_of_words_known_old_and_invented(word: str, count: set[int]) -> None:
    assert set(syllables(word)) == count


def test_a_line_that_is_no_verse_has_no_count() -> None:
    assert counts("") == counts("word " * 40) == frozenset()


def test_an_unknown_sonnet_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        sonnet(SUMMER, "spenserian")
    assert "petrarchan" in refused.value.choices
