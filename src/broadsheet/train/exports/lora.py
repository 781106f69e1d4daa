"""A LoRA adapter in GGUF, which llama.cpp adds to the GGUF of the model it was trained on.

Source: llama.cpp's `convert_lora_to_gguf.py`: the two halves of each update by the name of the weight they change, and
`adapter.lora.alpha`. The rows of the second half are reordered where those of the weight are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.exports import _gguf_tokens, _llama_cpp
from broadsheet.train.exports import gguf as whole
from broadsheet.train.exports._extra import package
from broadsheet.train.exports._gguf_layouts import LAYOUTS
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.adapter import halves
from broadsheet.train.gates.bounds import EXACT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = {"f16": EXACT, "f32": EXACT}
FILE = "adapter.gguf"


def check(source: Source, *, kind: str) -> None:
    """Raise `UnknownNameError` for a kind, `InvalidInputError` for what is no adapter or has no GGUF to be added to."""
    if kind not in KINDS:
        raise UnknownNameError(f"an adapter is not written as {kind!r} here", asked=kind, choices=KINDS)
    if source.adapter is None:
        raise InvalidInputError(
            "this model is no adapter",
            asked=source.folder.name,
            found="no adapter_config.json",
            do="export the whole model to gguf",
        )
    whole.check(source, kind="f16")


def write(source: Source, into: Path, *, kind: str) -> Path:
    """The file, as `adapter.gguf` in `into`."""
    check(source, kind=kind)
    gguf = package("gguf")
    found = halves(source.adapter) if source.adapter is not None else None
    if found is None:
        raise InvalidInputError("the adapter changes no weight", asked=source.folder.name)
    path = into / FILE
    writer = gguf.GGUFWriter(path, LAYOUTS[source.model_type].name)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, found.alpha)
    for name, (down, up) in sorted(found.pairs.items()):
        for half, tensor in _renamed(source, name, down, up):
            writer.add_tensor(half, tensor.astype("float16" if kind == "f16" else "float32"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@contextmanager
def opened(path: Path, source: Source) -> Iterator[Witness]:
    """The adapter in llama.cpp, with the model it belongs to. Raises `IntegrityError` where it refuses it."""
    with TemporaryDirectory() as beside:
        # Whole, as the adapter is what is judged: thirty layers in half precision were .018 nats apart by themselves.
        base = whole.put(replace(source, adapter=None), Path(beside), kind="f32")
        rows = _gguf_tokens.rows(source)
        with _llama_cpp.served(base, vocabulary=rows, context=source.context, adapter=str(path)) as witness:
            yield witness


def _renamed(
    source: Source, name: str, down: "NDArray[np.float32]", up: "NDArray[np.float32]"
) -> "Iterator[tuple[str, NDArray[np.float32]]]":
    """Both halves by ggml's name, the second with the rows of the weight in ggml's order."""
    import numpy as np

    layout = LAYOUTS[source.model_type]
    # GPT-2's weights lie (in, out) in its files and are turned round by the layout; halves are (out, in) already.
    given = up.T if source.model_type == "gpt2" else up
    for called, turned in layout.renamed(f"{name}.weight", given, source.config):
        yield f"{called}.lora_a", np.ascontiguousarray(down)
        yield f"{called}.lora_b", np.ascontiguousarray(turned)
