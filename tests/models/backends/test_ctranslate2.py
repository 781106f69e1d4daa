"""Models in CTranslate2: they say what they say in torch, without it, whatever is drawn."""

import json
import sys
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import IntegrityError, MissingExtraError, MissingModelError, ModelInputError
from broadsheet.models import Message, Options
from broadsheet.models.backends.ctranslate2 import Steps
from broadsheet.models.backends.lab import way_of, ways
from broadsheet.train import gates
from broadsheet.train.exports import ctranslate2
from tests.train.exports.made import save

PROMPT = [Message("user", "The council voted 议会")]
DRAWN = Options("sample", temperature=1.3, top_k=0, top_p=1, min_p=0.01, frequency_penalty=0.5, seed=4, max_tokens=20)


def exported(family: str, folder: Path, *, kind: str = "f32") -> Path:
    save(family, folder)
    told = folder / "tokenizer_config.json"
    named = {"sep_token": "<sep>", "cls_token": "<cls>"}  # so that torch's tokenizer knows every sign, as the file does
    told.write_text(json.dumps(json.loads(told.read_text(encoding="utf-8")) | named), encoding="utf-8")
    ctranslate2.write(gates.open_source(folder), folder, kind=kind)
    return folder


def said(folder: Path, options: Options, way: str) -> str:
    model = models.load("lab:harbour", folder=folder, settings={"threads": "1", "context": "64", "with": way})
    return "".join(token.text for token in model.generate(PROMPT, options))


@pytest.mark.parametrize("family", ["gpt2", "llama", "t5"])
@pytest.mark.parametrize(
    "options",
    [Options(max_tokens=20), DRAWN, Options(max_tokens=12, repeat_penalty=1.5, min_tokens=8, no_repeat_ngram=2)],
)
def test_it_writes_what_torch_writes_greedy_drawn_and_penalised(tmp_path: Path, family: str, options: Options) -> None:
    exported(family, tmp_path / "lab" / "harbour")
    assert list(ways(tmp_path / "lab", "harbour")) == ["ctranslate2", "torch"]
    told = said(tmp_path, options, "ctranslate2")
    assert told == said(tmp_path, options, "torch")
    assert len(told) > 3


def test_a_stop_string_ends_the_answer_and_the_cost_is_told(tmp_path: Path) -> None:
    exported("llama", tmp_path / "lab" / "harbour", kind="int8")
    assert way_of(tmp_path / "lab", "harbour") == "ctranslate2"
    model = models.load("lab:harbour", folder=tmp_path)
    whole = list(model.generate(PROMPT, Options(max_tokens=20, logprobs=True, top_logprobs=2)))
    text = "".join(token.text for token in whole)
    assert all(token.logprob is not None and len(token.top) == 2 for token in whole[:-1] if token.text)
    stop = text[3:5]
    cut = list(model.generate(PROMPT, Options(max_tokens=20, stop=(stop,))))
    assert "".join(token.text for token in cut) == text.partition(stop)[0]
    assert (cut[-1].finish, whole[-1].finish) == ("stop", "length")
    assert whole[-1].usage is not None
    assert whole[-1].usage.completion_tokens == 20


@pytest.mark.parametrize("family", ["gpt2", "t5"])
def test_how_likely_an_answer_is_agrees_with_torch(tmp_path: Path, family: str) -> None:
    exported(family, tmp_path / "lab" / "harbour")
    told = [
        models.likelihood(models.load("lab:harbour", folder=tmp_path, settings={"with": way}), PROMPT, "the bridge")
        for way in ("ctranslate2", "torch")
    ]
    assert told[0] == pytest.approx(told[1], abs=1e-3)
    shown = models.peek(models.load("lab:harbour", folder=tmp_path), PROMPT, Options(), n=500)
    assert sum(chance for _, chance in shown.before) == pytest.approx(1, abs=1e-6)


def test_the_engine_goes_on_by_itself_while_its_choice_is_taken() -> None:
    class Counted:
        def __init__(self) -> None:
            self.calls: list[int] = []

        def go_on(self, _: list[int], answer: list[int], *, n: int) -> tuple[list[int], list[str]]:
            self.calls.append(n)
            taken = [len(answer) + i for i in range(n)]
            return taken, [f"after {token}" for token in taken]

    engine = Counted()
    steps = Steps(engine, [1])  # type: ignore[arg-type]
    for at in range(40):
        assert steps.scores(list(range(at))) == f"after {at}"
    assert engine.calls == [1, 2, 4, 8, 16, 16]
    assert steps.scores([0, 1, 99]) == "after 3"
    assert engine.calls[-1] == 1


def test_it_needs_no_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported("llama", tmp_path / "lab" / "harbour")
    for name in ("torch", "transformers"):
        monkeypatch.setitem(sys.modules, name, None)
    model = models.load("lab:harbour", folder=tmp_path)
    assert list(model.generate(PROMPT, Options(max_tokens=4)))[-1].usage


def test_what_it_has_not_is_refused(tmp_path: Path) -> None:
    exported("t5", tmp_path / "lab" / "harbour")
    model = models.load("lab:harbour", folder=tmp_path)
    for options in (Options("beam"), Options(schema={"type": "object"}), Options(begun="The")):
        with pytest.raises(ModelInputError):
            model.generate(PROMPT, options)
    with pytest.raises(ModelInputError, match="threads"):
        models.load("lab:harbour", folder=tmp_path, settings={"threads": "many"})
    with pytest.raises(MissingModelError):
        models.load(f"ctranslate2:{tmp_path}", folder=tmp_path)


def test_the_context_is_kept_beside_the_weights(tmp_path: Path) -> None:
    made = exported("gpt2", tmp_path / "small") / "ctranslate2"
    assert json.loads((made / "notes.json").read_text(encoding="utf-8"))["context"] == 64
    model = models.load(f"ctranslate2:{made}", folder=tmp_path)
    with pytest.raises(ModelInputError, match="longer than the model's context"):
        model.generate([Message("user", "议会" * 200)], Options())


def test_a_torn_folder_and_a_missing_package_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = exported("gpt2", tmp_path / "small") / "ctranslate2"
    (made / "model.bin").write_bytes(b"no model")
    with pytest.raises(IntegrityError, match="can't run"):
        models.load(f"ctranslate2:{made}", folder=tmp_path).generate(PROMPT, Options())
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(MissingExtraError, match="CTranslate2"):
        models.load(f"ctranslate2:{made}", folder=tmp_path).generate(PROMPT, Options())
