"""What counts as saying the same again."""

from broadsheet.write.invention.arcs import steps
from broadsheet.write.invention.repeating import repeats


def test_a_sentence_with_most_of_its_words_in_a_row_said_before_repeats() -> None:
    before = ["The ferry did not come that morning and nobody knew why."]
    assert repeats("The ferry did not come that morning, Tom said.", before, language="en")
    assert not repeats("Tom untied the boat and rowed out alone.", before, language="en")


def test_a_short_sentence_repeats_only_when_it_is_the_same() -> None:
    assert repeats("她笑了。", ["她笑了。"], language="zh")
    assert not repeats("她笑了。", ["她笑了笑，没有说话。"], language="zh")


def test_steps_begin_and_end_a_story_of_any_length() -> None:
    for count in (2, 5, 8, 20):
        found = steps(count, language="zh")
        assert len(found) == count
        assert "开场" in found[0]
        assert "最后" in found[-1]
