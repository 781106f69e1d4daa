import json
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.models import LanguageModel, Message, Options

PROMPTS = {
    "en": "Write a brief. Use only the evidence:\n[article:1] The council voted 31 to 12 to rebuild the bridge.\n"
    "[article:2] The work will cost 4.8 million crowns, the mayor said.\n- It will take eighteen months.",
    "zh": "请写简讯，只用材料：\n[article:1] 议会以31票对12票通过重建大桥。\n"
    "1. 市长称工程耗资4800万克朗。“我们等得够久了。”",
}


@pytest.fixture
def model(tmp_path: Path) -> LanguageModel:
    return models.load("stub", folder=tmp_path)


def said(model: LanguageModel, prompt: str, options: Options | None = None) -> str:
    return "".join(t.text for t in model.generate([Message("user", prompt)], options or Options()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sentence_stands_in_the_prompt(model: LanguageModel, language: str) -> None:
    prompt = PROMPTS[language]
    answer = said(model, prompt)
    assert "31" in answer
    assert "article" not in answer
    assert all(sentence in prompt for sentence in answer.replace(". ", ".\n").replace("。", "。\n").splitlines())


def test_a_seed_chooses_other_sentences_when_sampling(model: LanguageModel) -> None:
    answers = {said(model, PROMPTS["en"], Options("sample", seed=seed)) for seed in range(10)}
    assert len(answers) > 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_goes_on_until_it_has_said_enough(model: LanguageModel, language: str) -> None:
    tokens = list(model.generate([Message("user", PROMPTS[language])], Options(min_tokens=100)))
    assert len(tokens) > 100


def test_its_first_words_are_drawn_as_often_as_it_shows(model: LanguageModel) -> None:
    prompt = [Message("user", PROMPTS["en"])]
    options = Options("sample", temperature=1.5)
    shown = dict(models.peek(model, prompt, options).after)
    first = [next(iter(model.generate(prompt, replace(options, seed=seed)))).text for seed in range(400)]
    assert {word: first.count(word) / 400 for word in shown} == pytest.approx(shown, abs=0.08)


def test_a_schema_is_filled_with_sentences_of_the_prompt(model: LanguageModel) -> None:
    schema = {"type": "object", "properties": {"headline": {"type": "string"}}, "required": ["headline"]}
    assert json.loads(said(model, PROMPTS["zh"], Options(schema=schema)))["headline"].startswith("议会以31票")


def test_a_prompt_without_sentences_is_said_back(model: LanguageModel) -> None:
    assert said(model, "hello") == "hello"


def test_it_goes_on_from_how_its_answer_begins(model: LanguageModel) -> None:
    assert said(model, PROMPTS["en"], Options(begun="The council")).startswith(" voted 31 to 12")
    assert said(model, PROMPTS["zh"], Options(begun="议会以")).startswith("31票对12票")
    assert said(model, PROMPTS["en"], Options(begun="Nobody said it.")).startswith(" The council")
