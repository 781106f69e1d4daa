"""GGUF, which llama.cpp runs: causal models in the layouts of GPT-2 and Llama.

Source: the GGUF specification of ggml, and llama.cpp's `convert_hf_to_gguf.py` for what its graphs expect of each
architecture's tensors.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.exports import _gguf_tokens, _llama_cpp
from broadsheet.train.exports._extra import package
from broadsheet.train.exports._gguf_layouts import LAYOUTS
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.bounds import EIGHT_BITS, EXACT, FOUR_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = {"f16": EXACT, "q8_0": EIGHT_BITS, "q4_0": FOUR_BITS}
FILE = "model.gguf"
# ggml's blocks of q8_0 and q4_0: so many weights of a row share a scale.
BLOCK = 32
# Read by row, not multiplied, or added to every token: llama.cpp keeps them as they are, and they are small.
_WHOLE = ("position_embd.weight",)
# Every error in them is an error in each answer: llama.cpp's own tool keeps them finer as well.
_FINER = ("token_embd.weight", "output.weight")


def check(source: Source, *, kind: str) -> None:
    """Raise unless llama.cpp can run the model: `UnknownNameError` for a kind, `InvalidInputError` for the rest."""
    if kind not in KINDS:
        raise UnknownNameError(f"GGUF is not written as {kind!r} here", asked=kind, choices=KINDS)
    if source.model_type not in LAYOUTS:
        raise InvalidInputError(
            f"a model of the kind {source.model_type} can't be a GGUF file",
            asked=source.folder.name,
            choices=sorted(LAYOUTS),
            do="export it to onnx, which runs recurrent models as well, or to ctranslate2 (T5)",
        )
    LAYOUTS[source.model_type].check(source.config)
    _gguf_tokens.check(source)


def write(source: Source, into: Path, *, kind: str) -> Path:
    """The file, as `model.gguf` in `into`. Raises `InvalidInputError` where a tensor is missing or of another shape."""
    check(source, kind=kind)
    return put(source, into, kind=kind)


def put(source: Source, into: Path, *, kind: str) -> Path:
    """As `write`, of a source that was checked; also in `f32`, which is for what is held against it, not for export."""
    gguf = package("gguf")
    layout = LAYOUTS[source.model_type]
    path = into / FILE
    writer = gguf.GGUFWriter(path, layout.name)
    layout.describe(writer, source.config)
    writer.add_file_type({"f32": 0, "f16": 1, "q8_0": 7, "q4_0": 2}[kind])
    writer.add_name(source.folder.name)
    rows = _gguf_tokens.rows(source)
    _gguf_tokens.describe(writer, source, rows=rows)
    for name, tensor in _named(source):
        _add(writer, name, tensor, kind=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def opened(path: Path, source: Source) -> AbstractContextManager[Witness]:
    """The file in llama.cpp. Raises `IntegrityError` where it refuses it."""
    return _llama_cpp.served(path, vocabulary=_gguf_tokens.rows(source), context=source.context)


def _named(source: Source) -> "Iterator[tuple[str, NDArray[np.float32]]]":
    """Every tensor by ggml's name and as its graph expects it."""
    layout, config = LAYOUTS[source.model_type], source.config
    tensors = source.tensors()
    for name in sorted(tensors):
        if layout.is_left_out(name, config):
            continue
        yield from layout.renamed(name, tensors[name], config)


def _add(writer: Any, name: str, tensor: "NDArray[np.float32]", *, kind: str) -> None:
    """As floats where it is a vector or a table of positions, else in the kind asked for."""
    import numpy as np

    gguf = package("gguf")
    if tensor.ndim < 2 or name in _WHOLE or kind == "f32":
        writer.add_tensor(name, np.ascontiguousarray(tensor, dtype=np.float32))
        return
    if kind == "f16" or tensor.shape[-1] % BLOCK:
        writer.add_tensor(name, np.ascontiguousarray(tensor, dtype=np.float16))
        return
    finer = kind == "q8_0" or name in _FINER
    form = gguf.GGMLQuantizationType.Q8_0 if finer else gguf.GGMLQuantizationType.Q4_0
    writer.add_tensor(name, gguf.quants.quantize(np.ascontiguousarray(tensor), form), raw_dtype=form)
