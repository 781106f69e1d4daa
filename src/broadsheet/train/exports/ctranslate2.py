"""CTranslate2, which runs GPT-2, Llama and T5 fast on processors and cards; the files are written by its own converter.

Source: the documentation of OpenNMT's CTranslate2, "Transformers" and "Quantization".
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, InvalidInputError, UnknownNameError
from broadsheet.train.exports import folder as plain
from broadsheet.train.exports._extra import package
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.bounds import EIGHT_BITS, EXACT
from broadsheet.train.gates.reference import tokenizer_of

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

KINDS = {"int8": EIGHT_BITS, "f32": EXACT}
FILE = "ctranslate2"
# Its converter knows more, among them families whose configurations have changed since: these are the ones tested here.
MODELS = ("gpt2", "llama", "t5")
_FORBIDDEN = -1e30
_NAMED = {"int8": "int8", "f32": "float32"}


def check(source: Source, *, kind: str) -> None:
    """Raise `UnknownNameError` for a kind there is not, `InvalidInputError` for a model its converter doesn't know."""
    if kind not in KINDS:
        raise UnknownNameError(f"CTranslate2 is not written as {kind!r} here", asked=kind, choices=KINDS)
    if source.model_type not in MODELS:
        raise InvalidInputError(
            f"a model of the kind {source.model_type} can't be written for CTranslate2",
            asked=source.folder.name,
            choices=MODELS,
            do="export it to onnx (RNN, LSTM, GPT-2, Llama), or as a folder",
        )


def write(source: Source, into: Path, *, kind: str) -> Path:
    """The folder `ctranslate2` in `into`. Raises `InvalidInputError` where the converter can't read the model."""
    check(source, kind=kind)
    engine = package("ctranslate2")
    made = into / FILE
    with TemporaryDirectory(dir=into) as beside:
        whole = plain.write(source, Path(beside), kind="f32")
        try:
            engine.converters.TransformersConverter(str(whole)).convert(str(made), quantization=_NAMED[kind])
        except (ValueError, AttributeError, NotImplementedError, RuntimeError) as error:
            raise InvalidInputError(
                "CTranslate2's converter can't read the model", asked=source.folder.name, found=str(error)[:200]
            ) from error
    for name in plain.TOKENS:
        if (source.tokens / name).is_file():
            (made / name).write_bytes((source.tokens / name).read_bytes())
    return made


@contextmanager
def opened(path: Path, source: Source) -> Iterator[Witness]:
    """The folder in CTranslate2. Raises `IntegrityError` where it refuses it."""
    engine = package("ctranslate2")
    maker = engine.Translator if source.family == "paired" else engine.Generator
    try:
        model = maker(str(path), device="cpu", intra_threads=1, compute_type="default")
    except (RuntimeError, ValueError) as error:
        raise IntegrityError("CTranslate2 can't run what was written", found=str(error)[:200]) from error
    yield _witness(model, path, source)


def _witness(model: Any, path: Path, source: Source) -> Witness:
    encode, decode = tokenizer_of(source, folder=path)
    names = _names(path)
    asked = _translated if source.family == "paired" else _continued

    def scores(prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import numpy as np

        raw = asked(model, [names[token] for token in prompt], [names[token] for token in answer[:-1]])
        raw = raw - raw.max(axis=-1, keepdims=True)
        rows: Rows = raw - np.log(np.exp(raw).sum(axis=-1, keepdims=True))
        # A translation is never empty there: the end can't come first, and nothing is told of its chance.
        return np.where(raw < _FORBIDDEN, np.nan, rows)

    def pace(prompt: Sequence[int], n: int) -> float:
        said = [[names[token] for token in prompt]]
        told = {"beam_size": 1, "disable_unk": False}
        start = time.perf_counter()
        if source.family == "paired":
            model.translate_batch(said, max_decoding_length=n, min_decoding_length=n, **told)
        else:
            model.generate_batch(said, max_length=n, min_length=n, include_prompt_in_result=False, **told)
        return n / (time.perf_counter() - start)

    return Witness(encode, decode, scores, pace)


def _continued(model: Any, prompt: Sequence[str], answer: Sequence[str]) -> "Rows":
    import numpy as np

    raw = np.asarray(model.forward_batch([[*prompt, *answer]]), dtype=np.float64)
    rows: Rows = raw[0, len(prompt) - 1 :]
    return rows


def _translated(model: Any, prompt: Sequence[str], answer: Sequence[str]) -> "Rows":
    import numpy as np

    told = model.translate_batch(
        [list(prompt)],
        target_prefix=[list(answer)],
        beam_size=1,
        max_decoding_length=len(answer) + 1,
        return_logits_vocab=True,
    )
    return np.stack([np.asarray(row, dtype=np.float64) for row in told[0].logits[0]])


def _names(path: Path) -> list[str]:
    for name in ("vocabulary.json", "shared_vocabulary.json"):
        if (path / name).is_file():
            names: list[str] = json.loads((path / name).read_text(encoding="utf-8"))
            return names
    raise IntegrityError("what was written for CTranslate2 has no vocabulary", asked=path.name)
