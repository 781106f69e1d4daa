"""Samples: what the model is given to go on from, and what stood there."""

from typing import Any

import pytest

from broadsheet.models import Options
from broadsheet.train.evaluation.measures import samples
from tests.train.evaluation.measures.known import Shards, Told, every_part, subject, writing

ASKED = Options(strategy="sample", temperature=0.8, top_p=0.95, top_k=0, max_tokens=120, seed=1)
LONG = {"en": "The council met. " * 30, "zh": "市议会周三开会。" * 60}


def measured(texts: list[str], written: dict[str, str], name: str = "causal", **settings: Any) -> dict[str, Any] | None:
    columns = {"text": texts, "target": [text[::-1] for text in texts]}
    shards = Shards(every_part(columns))
    return samples.measure(writing(shards, name, written, ASKED, settings=settings))


@pytest.mark.parametrize(("language", "text"), [("en", "Rain in the north"), ("zh", "北方普降大雨道路封闭")])
def test_a_model_goes_on_from_a_fifth_of_a_text_that_was_held_out(language: str, text: str) -> None:
    opening = text[: len(text) // 5]
    found = measured([text], {"秋风": "起", opening: f"… {language}"}, prompts=["秋风"])
    assert found is not None
    assert found["samples"] == [
        {"prompt": "秋风", "written": "起"},
        {"prompt": opening, "written": f"… {language}", "held_out": text[len(opening) :]},
    ]
    assert (found["temperature"], found["top_p"]) == (0.8, 0.95)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_a_long_text_no_more_than_eighty_characters_are_given(language: str) -> None:
    found = measured([LONG[language]], {LONG[language][:80]: "so"})
    assert found is not None
    (row,) = found["samples"]
    assert row["held_out"] == LONG[language][80:]


def test_a_model_that_answers_is_given_the_whole_text_and_four_of_them() -> None:
    texts = [f"text {n}" for n in range(6)]
    found = measured(texts, {text: text.upper() for text in texts}, "instruct")
    assert found is not None
    assert [(row["prompt"], row["written"], row["held_out"]) for row in found["samples"]] == [
        (text, text.upper(), text[::-1]) for text in texts[:4]
    ]


def test_without_a_prompt_or_a_text_there_is_no_sample() -> None:
    shards = Shards({"train": {"text": ("a",)}})
    assert samples.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal")) is None
