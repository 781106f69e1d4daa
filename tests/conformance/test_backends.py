"""What every backend of language models promises, tried on whatever is in the folder."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import ModelInputError, Plugins
from broadsheet.models import LanguageModel, Message, Options
from tests.models.fake_server import fake_server
from tests.models.local_models import folder_with

NAMES = Plugins("broadsheet.models.backends", "backend of language models").names()
PROMPTS = {
    "en": [Message("system", "You are an editor."), Message("user", "The bridge was closed in March after a crash.")],
    "zh": [Message("system", "你是编辑。"), Message("user", "市长称大桥三月因事故关闭，工程耗资4800万克朗。")],
}
SCHEMA = {"type": "object", "properties": {"label": {"enum": ["yes", "no"]}}, "required": ["label"]}


@contextmanager
def _stub() -> Iterator[LanguageModel]:
    yield models.load("stub", folder=Path())


@contextmanager
def _openai() -> Iterator[LanguageModel]:
    with fake_server() as server:
        yield models.load("openai:fake", folder=Path(), settings={"base_url": server.url})


@contextmanager
def _embedded() -> Iterator[LanguageModel]:
    model = models.load("smollm2-135m", folder=folder_with("smollm2-135m"))
    yield model
    models.close(model)


RIGS: dict[str, Callable[[], AbstractContextManager[LanguageModel]]] = {
    "embedded": _embedded,
    "openai": _openai,
    "stub": _stub,
}
EACH = [pytest.param(name, marks=[pytest.mark.model] if name == "embedded" else []) for name in NAMES]


@pytest.fixture(scope="module", params=EACH)
def model(request: pytest.FixtureRequest) -> Iterator[LanguageModel]:
    assert request.param in RIGS, f"give the backend {request.param} a rig here, so that it is tested"
    with RIGS[request.param]() as loaded:
        yield loaded


def said(model: LanguageModel, options: Options, language: str = "en") -> str:
    return "".join(t.text for t in model.generate(PROMPTS[language], options))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_says_something_and_counts_it(model: LanguageModel, language: str) -> None:
    tokens = list(model.generate(PROMPTS[language], Options(max_tokens=16)))
    assert "".join(t.text for t in tokens).strip()
    assert tokens[-1].usage is not None
    assert tokens[-1].usage.prompt_tokens > 0
    assert 0 < tokens[-1].usage.completion_tokens <= 16
    assert all(t.usage is None and not t.finish for t in tokens[:-1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("strategy", ["greedy", "sample"])
def test_the_same_input_and_seed_give_the_same_text(model: LanguageModel, strategy: str, language: str) -> None:
    options = Options(strategy, max_tokens=12, seed=11)  # type: ignore[arg-type]
    assert said(model, options, language) == said(model, options, language)


def test_max_tokens_cuts_and_says_so(model: LanguageModel) -> None:
    tokens = list(model.generate(PROMPTS["en"], Options(max_tokens=2)))
    assert tokens[-1].finish == "length"
    assert len([t for t in tokens if t.text]) <= 2


def test_an_answer_under_a_schema_fits_it(model: LanguageModel) -> None:
    assert json.loads(said(model, Options(schema=SCHEMA, max_tokens=64)))["label"] in ("yes", "no")


def test_an_answer_can_be_left_early(model: LanguageModel) -> None:
    answer = model.generate(PROMPTS["en"], Options(max_tokens=400))
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    assert said(model, Options(max_tokens=4))


def test_a_bad_request_is_refused_before_the_first_token(model: LanguageModel) -> None:
    for options in (Options(temperature=-1), Options(top_p=2), Options(max_tokens=0), Options(strategy="beam")):
        with pytest.raises(ModelInputError):
            model.generate(PROMPTS["en"], options)
    with pytest.raises(ModelInputError):
        model.generate([], Options())


def test_it_has_a_name_and_can_be_closed_and_used_again(model: LanguageModel) -> None:
    assert model.name
    models.close(model)
    assert said(model, Options(max_tokens=4))
