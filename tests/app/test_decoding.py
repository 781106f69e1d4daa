import pytest

from broadsheet.app import Newsroom
from broadsheet.app.decoding import WAYS
from broadsheet.core import InvalidInputError
from broadsheet.models import Options

PROMPTS = {
    "en": "The bridge was closed in March after a crash. It cost 48 million crowns. The mayor will speak on Monday.",
    "zh": "大桥三月因事故关闭至今未开。工程耗资四千八百万克朗。市长将于下周一发表讲话。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_cut_has_no_chance_after(room: Newsroom, language: str) -> None:
    found = room.next_token(PROMPTS[language], Options("sample", 1.0, top_k=1, top_p=1.0), model="stub")
    assert found.chances[0].after == pytest.approx(1.0)
    assert len(found.kept) == 1
    assert all(chance.after is None for chance in found.chances[1:])
    assert sum(chance.before for chance in found.chances) + found.rest == pytest.approx(1.0)


def test_without_cuts_and_at_a_temperature_of_one_nothing_changes(room: Newsroom) -> None:
    found = room.next_token(PROMPTS["en"], Options("sample", 1.0, top_k=0, top_p=1.0), model="stub")
    assert [c.after for c in found.chances] == pytest.approx([c.before for c in found.chances])


def test_one_walks_on_from_a_chosen_token(room: Newsroom) -> None:
    first = room.next_token(PROMPTS["en"], Options("sample"), model="stub").chances[0].text
    second = room.next_token(PROMPTS["en"], Options("sample", begun=first), model="stub")
    assert (first, second.begun) == ("The", "The")
    assert {c.text for c in second.chances} == {" bridge", " mayor"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_way_is_drawn_once_and_ones_own_as_often_as_asked(room: Newsroom, language: str) -> None:
    options = Options("sample", 0.9, seed=7, max_tokens=12)
    samples = list(room.samples(PROMPTS[language], options, model="stub", n=2))
    assert [s.way for s in samples] == [*WAYS, "own", "own"]
    assert [s.options.seed for s in samples] == [7, 7, 7, 7, 7, 8]
    assert all(s.options.max_tokens == 12 for s in samples)
    for sample in samples:
        assert sample.text[: sample.same] == samples[0].text[: sample.same]
    assert samples[0].same == len(samples[0].text)


def test_the_same_seed_gives_the_same_samples(room: Newsroom) -> None:
    told = [[s.text for s in room.samples(PROMPTS["en"], Options(seed=3), model="stub")] for _ in range(2)]
    assert told[0] == told[1]


def test_without_a_model_the_way_to_one_is_said(room: Newsroom) -> None:
    with pytest.raises(InvalidInputError, match="broadsheet models pull"):
        room.next_token("Hello", Options())
    with pytest.raises(InvalidInputError):
        list(room.samples("Hello", Options()))
