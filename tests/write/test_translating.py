from collections.abc import Sequence

import pytest

from broadsheet import write
from broadsheet.core import InvalidInputError, MissingModelError, RequestError, Translation
from broadsheet.models import Message
from broadsheet.write.translation_words import figures
from tests.write.fakes import Fake

ZH = "港口隧道8日通车。\n\n渡轮不会停航。全长6公里。"
EN = {
    "港口隧道8日通车。": "The harbour tunnel opened on the 8th.",
    "渡轮不会停航。": "The ferry will not stop.",
    "全长6公里。": "It is 6 km long.",
}


def asked(prompt: Sequence[Message]) -> str:
    """The sentence that a prompt asks for."""
    return prompt[-1].content.split(":\n")[-1].split("\n")[0]


def whole(model: Fake, text: str = ZH, **options: str) -> Translation:
    last = list(write.translate(text, source=options.get("source", "zh"), to=options.get("to", "en"), model=model))[-1]
    assert last.translation is not None
    return last.translation


def test_sentences_are_translated_in_their_paragraphs() -> None:
    made = whole(Fake(lambda prompt: EN[asked(prompt)]))
    assert made.text == "The harbour tunnel opened on the 8th.\n\nThe ferry will not stop. It is 6 km long."
    assert made.parity.passed


def test_every_pair_has_its_places_in_both_texts() -> None:
    made = whole(Fake(lambda prompt: EN[asked(prompt)]))
    for pair in made.parity.pairs:
        assert ZH[pair.source.start : pair.source.end] == pair.source.text
        assert made.text[pair.target.start : pair.target.end] == pair.target.text


def test_a_sentence_that_falls_short_is_asked_for_once_more() -> None:
    tries: list[str] = []

    def answer(prompt: Sequence[Message]) -> str:
        if asked(prompt) != "渡轮不会停航。":
            return EN[asked(prompt)]
        tries.append(prompt[-1].content)
        return "The ferry will stop." if len(tries) == 1 else "The ferry will not stop."

    made = whole(Fake(answer))
    assert made.parity.passed
    assert "不会" in tries[1]


def test_what_stays_wrong_is_marked_and_told() -> None:
    made = whole(Fake(lambda prompt: EN[asked(prompt)].replace("6 km", "9 km")))
    assert [p.short for p in made.parity.pairs] == [False, False, True]
    assert not made.parity.passed
    assert any("全长6公里" in note for note in made.notes)


def test_a_model_that_dies_leaves_the_rest_as_it_was() -> None:
    made = whole(Fake(lambda _prompt: "x", dies_after=0))
    assert made.text.startswith("港口隧道8日通车。")
    assert all(p.short for p in made.parity.pairs)


def test_a_sequence_model_is_given_the_sentence_alone() -> None:
    model = Fake(lambda prompt: EN[prompt[0].content])
    model.kind = "seq2seq"  # type: ignore[attr-defined]
    whole(model)
    assert [m.content for messages, _ in model.asked for m in messages] == list(EN)


def test_names_are_given_with_the_sentence_that_has_them() -> None:
    model = Fake(lambda prompt: "Duan Hai came." if "段海来" in prompt[-1].content else "He left.")
    list(write.translate("段海来了。他走了。", source="zh", to="en", model=model, names={"段海": "Duan Hai"}))
    assert ["段海 = Duan Hai" in messages[-1].content for messages, _ in model.asked] == [True, False]


def test_a_source_in_a_third_language_is_translated_and_said() -> None:
    made = whole(Fake(lambda _prompt: "The tunnel is 6 km long."), "Le tunnel mesure 6 km.", source="fr")
    assert made.text == "The tunnel is 6 km long."
    assert "fr" in made.notes[0]


def test_without_a_model_nothing_pretends_to_be_a_translation() -> None:
    with pytest.raises(MissingModelError, match="needs a model"):
        write.translate(ZH, source="zh", to="en", model=None)


def test_a_wrong_request_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="already"):
        write.translate(ZH, source="zh", to="zh", model=None)
    with pytest.raises(RequestError):
        write.translate(ZH, source="zh", to="fr", model=None)
    with pytest.raises(InvalidInputError):
        write.translate(" \n", source="zh", to="en", model=None)


@pytest.mark.parametrize(
    ("source", "to", "told"),
    [
        ("总投资38亿元，1.2万人参加。", "en", {"38亿": "3.8 billion", "1.2万": "12,000"}),
        ("It cost 3.8 billion and 1.2 million came.", "zh", {"3.8 billion": "38亿", "1.2 million": "120万"}),
    ],
)
def test_large_figures_are_worked_out_in_the_other_scale(source: str, to: str, told: dict[str, str]) -> None:
    assert figures(source, target=to) == told


@pytest.mark.parametrize(
    ("source", "to", "said", "right"),
    [
        ("检修预算为140万元。", "en", "The repair budget was 140 million yuan.", "1.4 million yuan"),
        ("总投资38亿元。", "en", "The total investment is 38 billion yuan.", "3.8 billion yuan"),
        ("It cost 3.8 billion yuan.", "zh", "耗资3.8亿元。", "38亿元"),
    ],
)
def test_a_figure_that_a_model_keeps_getting_wrong_is_put_right_by_code(
    source: str, to: str, said: str, right: str
) -> None:
    made = whole(Fake(lambda _: said), source, source="zh" if to == "en" else "en", to=to)
    assert right in made.text
    assert made.parity.passed
    assert any("by code" in note or "程序改正" in note for note in made.notes)
