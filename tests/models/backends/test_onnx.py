import sys
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import IntegrityError, MissingExtraError, MissingModelError, ModelInputError
from broadsheet.models import Message, Options
from broadsheet.models.backends.lab import ways
from broadsheet.train import gates
from broadsheet.train.exports import gguf, onnx
from tests.train.exports.made import SPECIAL, own, save

PROMPT = [Message("user", "The council voted 议会")]


def said(name: str, folder: Path, *, options: Options, way: str = "") -> str:
    model = models.load(name, folder=folder, settings={"threads": "1", "context": "64", "with": way} if way else {})
    text = "".join(token.text for token in model.generate(PROMPT, options))
    models.close(model)
    return text


def test_a_model_says_the_same_by_llama_cpp_onnx_and_torch(tmp_path: Path) -> None:
    folder = save("llama", tmp_path / "lab" / "harbour")
    source = gates.open_source(folder)
    gguf.write(source, folder, kind="f16")
    onnx.write(source, folder, kind="f32")
    assert list(ways(tmp_path / "lab", "harbour")) == ["gguf", "onnx", "torch"]
    told = [said("lab:harbour", tmp_path, options=Options(max_tokens=12), way=way) for way in ("gguf", "onnx", "torch")]
    assert len(told[0]) > 5
    assert told[0] == told[1] == told[2]
    with pytest.raises(ModelInputError, match="can't be run"):
        said("lab:harbour", tmp_path, options=Options(), way="steam")


def test_a_recurrent_model_is_served_from_onnx(tmp_path: Path) -> None:
    folder = own("lstm", tmp_path / "lab" / "rain")
    with pytest.raises(ModelInputError, match="onnx"):
        models.load("lab:rain", folder=tmp_path)
    onnx.write(gates.open_source(folder), folder, kind="int8")
    model = models.load("lab:rain", folder=tmp_path)
    drawn = Options(strategy="sample", seed=4, max_tokens=200)
    texts = ["".join(t.text for t in model.generate(PROMPT, drawn)) for _ in range(2)]
    assert texts[0] == texts[1] != ""
    shown = models.peek(model, PROMPT, Options(), n=500)
    assert sum(chance for _, chance in shown.before) == pytest.approx(1, abs=1e-6)
    assert sum(models.likelihood(model, PROMPT, "the bridge")) < 0
    with pytest.raises(ModelInputError, match="schema"):
        model.generate(PROMPT, Options(schema={"type": "object"}))


@pytest.mark.parametrize("name", ["transformer", "lstm_attention"])
def test_a_model_of_two_texts_writes_what_it_would_in_torch(tmp_path: Path, name: str) -> None:
    folder = own(name, tmp_path / "lab" / "pairs")
    source = gates.open_source(folder)
    onnx.write(source, folder, kind="f32")
    reference = gates.reference(source)
    told: list[int] = []
    prompt = reference.encode(PROMPT[0].content)
    for _ in range(10):
        row = reference.scores(prompt, [*told, 0])[-1]
        told.append(len(SPECIAL) + int(row[len(SPECIAL) :].argmax()))  # signs are never said
    model = models.load("lab:pairs", folder=tmp_path)
    assert models.likelihood(model, PROMPT, "the bridge")
    said = list(model.generate([Message("system", "not read"), *PROMPT], Options(max_tokens=10, min_tokens=10)))
    assert said[-1].usage is not None
    assert said[-1].usage.prompt_tokens == len(prompt)
    assert "".join(token.text for token in said) == reference.decode(told)
    with pytest.raises(ModelInputError):
        model.generate(PROMPT, Options(begun="The"))


def test_without_the_package_of_tokenizers_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own("lstm", tmp_path / "lab" / "rain")
    onnx.write(gates.open_source(folder), folder, kind="f32")
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(MissingExtraError, match="tokenizers") as caught:
        models.load("lab:rain", folder=tmp_path).generate(PROMPT, Options())
    assert caught.value.do == "pip install 'broadsheet[lab]'"


def test_a_prompt_beyond_the_context_is_refused(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "small")
    onnx.write(gates.open_source(folder), folder, kind="f32")
    model = models.load(f"onnx:{folder}", folder=tmp_path)
    with pytest.raises(ModelInputError, match="longer than the model's context"):
        model.generate([Message("user", "议会" * 200)], Options())


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError):
        models.load(f"onnx:{tmp_path}", folder=tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    model = models.load(f"onnx:{tmp_path}", folder=tmp_path)
    with pytest.raises(IntegrityError, match="can't read"):
        list(model.generate(PROMPT, Options()))
