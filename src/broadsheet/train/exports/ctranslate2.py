"""CTranslate2, which runs GPT-2, Llama and T5 fast on processors and cards; the files are written by its own converter.

Source: the documentation of OpenNMT's CTranslate2, "Transformers" and "Quantization".
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.models.backends._ctranslate2_engine import Engine
from broadsheet.models.backends.ctranslate2 import NOTES
from broadsheet.train.exports import folder as plain
from broadsheet.train.exports._extra import package
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.at_once import logs
from broadsheet.train.gates.bounds import EIGHT_BITS, EXACT
from broadsheet.train.gates.pacing import WHOLE_PROCESS, paced
from broadsheet.train.gates.reference import tokenizer_of

KINDS = {"int8": EIGHT_BITS, "f32": EXACT}
FILE = "ctranslate2"
# Its converter knows more, among them families whose configurations have changed since: these are the ones tested here.
MODELS = ("gpt2", "llama", "t5")
# What its converter raises for configurations and tokenizers that lack what it looks for.
_UNREAD = (ValueError, TypeError, LookupError, AttributeError, NotImplementedError, RuntimeError)
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
        except _UNREAD as error:
            raise InvalidInputError(
                "CTranslate2's converter can't read the model",
                asked=source.folder.name,
                found=f"{type(error).__name__}: {error}"[:200],
                do="see that config.json names its signs (decoder_start_token_id), or export it as a folder",
            ) from error
    for name in (*plain.TOKENS, "generation_config.json"):
        found = next((at / name for at in (source.tokens, source.folder) if (at / name).is_file()), None)
        if found is not None:
            (made / name).write_bytes(found.read_bytes())
    notes = {"context": source.context, "model_type": source.model_type}
    (made / NOTES).write_text(json.dumps(notes) + "\n", encoding="utf-8")
    return made


@contextmanager
def opened(path: Path, source: Source) -> Iterator[Witness]:
    """The folder in CTranslate2. Raises `IntegrityError` where it refuses it."""
    yield _witness(Engine(path, threads=1), path, source)


def _witness(engine: Engine, path: Path, source: Source) -> Witness:
    encode, decode = tokenizer_of(source, folder=path)

    def pace(prompt: Sequence[int], n: int) -> float:
        return paced(lambda: engine.pace(prompt, n), n, clock=WHOLE_PROCESS)

    return Witness(encode, decode, lambda prompt, answer: logs(engine.scores(prompt, answer)), pace)
