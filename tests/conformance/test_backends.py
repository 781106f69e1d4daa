"""What every backend of language models promises, tried on whatever is in the folder."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest

from broadsheet import models
from broadsheet.core import ModelInputError, Plugins
from broadsheet.models import LanguageModel, Message, Options, Peekable, Token
from broadsheet.models.request import SOME
from broadsheet.train.exports import ctranslate2 as ctranslate2_export
from broadsheet.train.exports import onnx as onnx_export
from broadsheet.train.gates import open_source
from tests.models import tiny_transformers
from tests.models.fake_server import fake_server
from tests.models.local_models import folder_with

pytestmark = pytest.mark.long

NAMES = Plugins("broadsheet.models.backends", "backend of language models").names()
PROMPTS = {
    "en": [Message("system", "You are an editor."), Message("user", "The bridge was closed in March after a crash.")],
    "zh": [Message("system", "你是编辑。"), Message("user", "市长称大桥三月因事故关闭，工程耗资4800万克朗。")],
}
GAPS = {
    "en": [Message("user", "The <mask> was <mask> in March after a [MASK].")],
    "zh": [Message("user", "市长称<mask>三月因<mask>关闭，工程耗资[MASK]。")],
}
# So small a model is slower the more threads share it.
ALONE = {"threads": "1"}
SCHEMA = {
    "type": "object",
    "properties": {"label": {"enum": ["yes", "no"]}},
    "required": ["label"],
    "additionalProperties": False,
}
VALUES = {"min_tokens": 5, "frequency_penalty": 0.5, "presence_penalty": 0.5, "no_repeat_ngram": 2, "begun": "The"}


@dataclass(frozen=True)
class Rig:
    """How a backend is tried: `has` are the options it has of those that only some have.

    `context` is a number of words that no prompt may have, or 0 where the backend can't know.
    """

    open: Callable[[], AbstractContextManager[LanguageModel]]
    has: Sequence[str] = ()
    prompts: Any = None
    searches: bool = False
    schemas: bool = True
    stops: bool = True
    context: int = 0


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


@contextmanager
def _tiny(family: str) -> Iterator[LanguageModel]:
    with TemporaryDirectory() as folder:
        path = tiny_transformers.save(family, Path(folder))
        yield models.load(f"transformers:{path}", folder=Path(), settings=ALONE)


@contextmanager
def _lab() -> Iterator[LanguageModel]:
    with TemporaryDirectory() as folder:
        tiny_transformers.save("llama", Path(folder) / "lab" / "harbour")
        yield models.load("lab:harbour", folder=Path(folder), settings=ALONE)


@contextmanager
def _onnx() -> Iterator[LanguageModel]:
    pytest.importorskip("onnx", reason="the extra lab is not installed")
    with TemporaryDirectory() as folder:
        path = tiny_transformers.save("llama", Path(folder))
        onnx_export.write(open_source(path), path, kind="f32")
        yield models.load(f"onnx:{path}", folder=Path(), settings=ALONE)


@contextmanager
def _ctranslate2() -> Iterator[LanguageModel]:
    pytest.importorskip("ctranslate2", reason="the extra lab is not installed")
    with TemporaryDirectory() as folder:
        path = tiny_transformers.save("llama", Path(folder))
        made = ctranslate2_export.write(open_source(path), path, kind="f32")
        yield models.load(f"ctranslate2:{made}", folder=Path(), settings=ALONE)


ALL_BUT_BEGUN = tuple(name for name in SOME if name != "begun")
KINDS = {
    "causal": partial(Rig, has=SOME, searches=True, context=tiny_transformers.CONTEXT),
    "seq2seq": partial(Rig, has=ALL_BUT_BEGUN, searches=True, context=tiny_transformers.CONTEXT),
    "masked": partial(Rig, prompts=GAPS, schemas=False, context=tiny_transformers.CONTEXT),
}
RIGS: dict[str, Rig] = {
    "ctranslate2": Rig(_ctranslate2, has=SOME, schemas=False, context=tiny_transformers.CONTEXT),
    "embedded": Rig(_embedded, has=("min_tokens", "frequency_penalty", "presence_penalty", "begun"), context=6000),
    "lab": KINDS["causal"](_lab),
    "onnx": Rig(_onnx, has=SOME, schemas=False, context=tiny_transformers.CONTEXT),
    # What a server makes of the stop strings and the context is the server's.
    "openai": Rig(_openai, has=("frequency_penalty", "presence_penalty"), stops=False),
    "stub": Rig(_stub, has=SOME),
    **{f"transformers-{f}": KINDS[k](partial(_tiny, f)) for f, k in tiny_transformers.KINDS.items()},
}
EACH = [pytest.param(name, marks=[pytest.mark.model] if name == "embedded" else []) for name in RIGS]


@dataclass(frozen=True)
class Tried:
    rig: Rig
    model: LanguageModel

    def tokens(self, options: Options, language: str = "en") -> list[Token]:
        return list(self.model.generate(self.prompt(language), options))

    def said(self, options: Options, language: str = "en") -> str:
        return "".join(t.text for t in self.tokens(options, language))

    def prompt(self, language: str = "en") -> list[Message]:
        return cast(list[Message], (self.rig.prompts or PROMPTS)[language])


@pytest.fixture(scope="module", params=EACH)
def tried(request: pytest.FixtureRequest) -> Iterator[Tried]:
    rig = RIGS[request.param]
    with rig.open() as loaded:
        yield Tried(rig, loaded)


def test_every_backend_is_tried() -> None:
    assert {name.partition("-")[0] for name in RIGS} == set(NAMES), "give each backend a rig here"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_says_something_and_counts_it(tried: Tried, language: str) -> None:
    tokens = tried.tokens(Options(max_tokens=16), language)
    assert "".join(t.text for t in tokens).strip()
    assert tokens[-1].usage is not None
    assert tokens[-1].usage.prompt_tokens > 0
    assert 0 < tokens[-1].usage.completion_tokens <= 16
    assert all(t.usage is None and not t.finish for t in tokens[:-1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("strategy", ["greedy", "sample"])
def test_the_same_input_and_seed_give_the_same_text(tried: Tried, strategy: str, language: str) -> None:
    options = Options(strategy, max_tokens=12, seed=11)  # type: ignore[arg-type]
    assert tried.said(options, language) == tried.said(options, language)


def test_max_tokens_cuts_and_says_so(tried: Tried) -> None:
    tokens = tried.tokens(Options(max_tokens=2))
    assert tokens[-1].finish == "length"
    assert len([t for t in tokens if t.text]) <= 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_answer_ends_before_a_stop_string(tried: Tried, language: str) -> None:
    if not tried.rig.stops:
        pytest.skip("the server cuts")
    whole = tried.said(Options(max_tokens=16), language)
    stop = whole[2:4]
    tokens = tried.tokens(Options(max_tokens=16, stop=(stop,)), language)
    assert "".join(t.text for t in tokens) == whole.partition(stop)[0]
    assert tokens[-1].finish == "stop"


def test_an_answer_under_a_schema_fits_it_or_is_refused_at_once(tried: Tried) -> None:
    options = Options(schema=SCHEMA, max_tokens=64)
    if tried.rig.schemas:
        assert json.loads(tried.said(options))["label"] in ("yes", "no")
    else:
        with pytest.raises(ModelInputError, match="schema"):
            tried.model.generate(tried.prompt(), options)


@pytest.mark.parametrize("name", SOME)
def test_an_option_it_lacks_is_refused_at_once_and_one_it_has_is_taken(tried: Tried, name: str) -> None:
    options = replace(Options(max_tokens=8), **cast(Any, {name: VALUES[name]}))
    if name in tried.rig.has:
        assert tried.tokens(options)[-1].usage
    else:
        with pytest.raises(ModelInputError, match=f"no {name}"):
            tried.model.generate(tried.prompt(), options)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("strategy", ["greedy", "sample"])
def test_an_answer_is_as_long_as_it_has_to_be(tried: Tried, language: str, strategy: str) -> None:
    if "min_tokens" not in tried.rig.has:
        pytest.skip("it has no least length, and says so")
    options = Options(strategy, min_tokens=36, max_tokens=40)  # type: ignore[arg-type]
    usage = tried.tokens(options, language)[-1].usage
    assert usage is not None
    assert 36 <= usage.completion_tokens <= 40
    assert tried.said(options, language) == tried.said(options, language)


def test_several_answers_have_a_seed_each(tried: Tried) -> None:
    options = Options("sample", temperature=1.5, top_k=0, top_p=1, max_tokens=8, seed=4)
    answers = models.several(tried.model, tried.prompt(), options, n=3)
    assert [a.text for a in answers] == [tried.said(replace(options, seed=4 + i)) for i in range(3)]


def test_a_search_gives_its_best_first_or_is_refused_at_once(tried: Tried) -> None:
    options = Options("beam", beams=4, max_tokens=6, length_penalty=0, logprobs=True)
    if not tried.rig.searches:
        with pytest.raises(ModelInputError, match="beam"):
            tried.model.generate(tried.prompt(), options)
        return
    best = models.several(tried.model, tried.prompt(), options, n=3)
    assert len(best) == 3
    assert best[0].text == tried.said(options)
    scores = [answer.logprob or 0.0 for answer in best]
    assert scores == sorted(scores, reverse=True)
    with pytest.raises(ModelInputError, match="beams"):
        models.several(tried.model, tried.prompt(), options, n=5)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_may_come_next_is_shown_with_its_chances(tried: Tried, language: str) -> None:
    if not isinstance(tried.model, Peekable):
        pytest.skip("it shows none, and says so")
    for options in (Options(), Options("sample", top_k=3), Options("sample", temperature=2, top_k=0, top_p=1)):
        seen = models.peek(tried.model, tried.prompt(language), options, n=10)
        for row in (seen.before, seen.after):
            chances = [chance for _, chance in row]
            assert chances == sorted(chances, reverse=True)
            assert 0 < sum(chances) <= 1 + 1e-9
    assert models.peek(tried.model, tried.prompt(language), Options()).after[0][1] == 1


def test_an_answer_can_be_left_early(tried: Tried) -> None:
    answer = tried.model.generate(tried.prompt(), Options(max_tokens=200))
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    assert tried.said(Options(max_tokens=4))


def test_a_bad_request_is_refused_before_the_first_token(tried: Tried) -> None:
    for options in (Options(temperature=-1), Options(top_p=2), Options(max_tokens=0), Options("worm")):  # type: ignore[arg-type]
        with pytest.raises(ModelInputError):
            tried.model.generate(tried.prompt(), options)
    with pytest.raises(ModelInputError):
        tried.model.generate([], Options())


def test_a_prompt_longer_than_the_context_is_refused_with_what_to_do(tried: Tried) -> None:
    if not tried.rig.context:
        pytest.skip("only the server knows")
    long = [*tried.prompt()[:-1], Message("user", tried.prompt()[-1].content + " word" * tried.rig.context)]
    with pytest.raises(ModelInputError, match="context") as caught:
        list(tried.model.generate(long, Options()))
    assert "shorter prompt" in caught.value.do
    assert tried.said(Options(max_tokens=4))


def test_it_has_a_name_and_can_be_closed_and_used_again(tried: Tried) -> None:
    assert tried.model.name
    models.close(tried.model)
    assert tried.said(Options(max_tokens=4))
