"""How a model is asked is read from its card: in the words, the cleaning and the room of its training."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train import tokens
from broadsheet.train.reading.forms import Form, asked, form_of
from tests.train.tuning.tuned import base, headed

pytest.importorskip("torch")
ASK = {"zh": "{text}\n\n拟一个标题：\n", "en": "{text}\n\nA headline:\n"}


def told(folder: Path, **card: Any) -> Form:
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return form_of(folder)


def test_a_causal_model_that_answers_has_the_words_the_characters_and_the_line_end_of_its_card(tmp_path: Path) -> None:
    folder = base(tmp_path / "desk", "llama")
    form = told(folder, objective={"name": "instruct"}, tuning={"ask": ASK, "characters": 4})
    tokenizer = tokens.load(folder)
    given = asked(form, "team goal", tokenizer=tokenizer, answer=8)
    assert (given.text, given.is_cut) == ("team\n\nA headline:\n", True)
    assert asked(form, "球队", tokenizer=tokenizer, answer=8).text == "球队\n\n拟一个标题：\n"


def test_without_words_the_text_is_the_request_and_is_cleaned_as_the_corpus_was(tmp_path: Path) -> None:
    folder = base(tmp_path / "desk", "llama")
    form = told(folder, objective={"name": "prefer"}, corpus={"settings": {"unicode": "nfkc"}})
    assert asked(form, "ｔｅａｍ  \n\n", tokenizer=None, answer=8).text == "team\n"


def test_a_request_loses_its_beginning_and_a_text_to_be_replaced_its_end(tmp_path: Path) -> None:
    long = " ".join(["team"] * 60 + ["goal"] * 60)
    folder, pairs = base(tmp_path / "desk", "llama"), base(tmp_path / "pairs", "t5")
    answering = told(folder, objective={"name": "instruct"})
    tokenizer = tokens.load(folder)
    request = asked(answering, long, tokenizer=tokenizer, answer=8)
    assert request.is_cut
    assert request.text.endswith("goal\n")
    assert 8 + 1 + len(tokenizer.encode(request.text)) <= 48
    replaced = asked(told(pairs, training={"length": 20}), long, tokenizer=tokens.load(pairs), answer=8)
    assert (replaced.text[:4], replaced.is_cut) == ("team", True)
    assert len(tokens.load(pairs).encode(replaced.text)) < 20


def test_a_pupil_is_asked_as_its_teacher_and_one_without_a_card_goes_on(tmp_path: Path) -> None:
    folder = base(tmp_path / "desk", "llama")
    assert told(folder, objective={"name": "distil", "task": "instruct"}).kind == "answers"
    (folder / "card.json").unlink()
    assert form_of(folder).kind == "goes_on"
    assert asked(form_of(folder), "team goal\n", tokenizer=None, answer=8).text == "team goal"
    assert form_of(tmp_path / "nowhere").kind == "goes_on"


def test_models_that_write_nothing_and_texts_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="labels texts"):
        form_of(headed(tmp_path / "labels", "bert", "classify"))
    with pytest.raises(ConflictError, match="fills gaps"):
        form_of(base(tmp_path / "masked", "bert"))
    with pytest.raises(ConflictError, match="fills gaps"):
        told(base(tmp_path / "span", "t5"), objective={"name": "span"})
    for text in (" \n", "\ufffd" * 9):
        with pytest.raises(InvalidInputError):
            asked(Form("answers"), text, tokenizer=None, answer=8)
