"""ONNX, which runs where there is no torch: models that write, that fill gaps, and those with a head on any of them.

What writes reads `ids` and what it kept of before (`state.N`), and gives `scores` of each next token and what it keeps
(`after.N`); one of two texts reads `source` at its first step. What fills gaps gives `scores` of the words at `places`
of `ids`, a head those of labels. Every size is that of the text. Source: the operators of ONNX, opset 18; in eight bits
the LSTM is onnxruntime's DynamicQuantizeLSTM.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.models.backends._onnx_session import opened as open_session
from broadsheet.models.backends._onnx_steps import Session
from broadsheet.models.backends._onnx_texts import Texts
from broadsheet.train.exports import (
    _onnx_attending,
    _onnx_attention,
    _onnx_bert,
    _onnx_headed,
    _onnx_pairs,
    _onnx_recurrent,
)
from broadsheet.train.exports._gguf_layouts import LAYOUTS
from broadsheet.train.exports._onnx_graph import Graph
from broadsheet.train.exports._onnx_witness import reading, writing
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.bounds import EIGHT_BITS, EXACT
from broadsheet.train.gates.reference import first_token

KINDS = {"int8": EIGHT_BITS, "f32": EXACT}
FILE = "model.onnx"

_BUILDERS: Mapping[str, Callable[[Graph, Any, Any], None]] = {
    "bert": _onnx_bert.bert,
    "broadsheet-headed": _onnx_headed.headed,
    "broadsheet-lstm": _onnx_recurrent.lstm,
    "broadsheet-lstm_attention": _onnx_attending.lstm_attention,
    "broadsheet-rnn": _onnx_recurrent.rnn,
    "broadsheet-transformer": _onnx_pairs.transformer,
    "gpt2": _onnx_attention.gpt2,
    "llama": _onnx_attention.llama,
}


def check(source: Source, *, kind: str) -> None:
    """Raise `UnknownNameError` for a kind there is not, `InvalidInputError` for a model there is no graph of."""
    if kind not in KINDS:
        raise UnknownNameError(f"ONNX is not written as {kind!r} here", asked=kind, choices=KINDS)
    if source.model_type not in _BUILDERS:
        raise InvalidInputError(
            f"there is no ONNX graph here of a model of the kind {source.model_type}",
            asked=source.folder.name,
            choices=sorted(_BUILDERS),
            do="export it to ctranslate2 (T5), or as a folder, which torch serves",
        )
    if source.family == "headed":
        _onnx_headed.check(source.config)
    if source.model_type == "bert":
        _onnx_bert.check(source.config)
    if source.model_type in LAYOUTS:  # the same limits: their graphs here know no other activation or rotation either
        LAYOUTS[source.model_type].check(source.config)


def write(source: Source, into: Path, *, kind: str) -> Path:
    """The file, as `model.onnx` in `into`. Raises `InvalidInputError` where a tensor is missing or it is too large."""
    check(source, kind=kind)
    graph = Graph(source.model_type, is_small=kind == "int8")
    try:
        _BUILDERS[source.model_type](graph, source.tensors(), source.config)
    except KeyError as error:
        raise InvalidInputError(
            "the model lacks a tensor or number that its architecture has", asked=source.folder.name, found=str(error)
        ) from error
    path = into / FILE
    notes = {"family": source.family, "model_type": source.model_type, "context": str(source.context)}
    if source.family == "paired":
        notes["first"] = str(first_token(source))
    graph.save(path, notes=notes)
    return path


@contextmanager
def opened(path: Path, source: Source) -> Iterator[Witness]:
    """The file in onnxruntime, its tokens cut by the tokenizer beside it. Raises `IntegrityError` where it refuses."""
    session = open_session(path, threads=1)
    if source.family in ("masked", "headed"):
        yield reading(Texts(session, name=path.name), source, beside=path.parent)
    else:
        yield writing(Session(session, name=path.name), source, beside=path.parent)
