"""A Hugging Face folder of its own: one file of weights, an adapter's added to them, in the precision asked for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from broadsheet.core import UnknownNameError
from broadsheet.train.gates import Source, Witness, reference
from broadsheet.train.gates.bounds import EXACT, Bounds

# Half precision on a processor is read back to single, so these bounds are those of rounding the weights once; bfloat16
# keeps eight bits of each.
KINDS = {"f32": EXACT, "f16": EXACT, "bf16": Bounds(logprob=0.1, tie=0.1)}
FILE = "folder"
TOKENS = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja")
_REST = ("generation_config.json", "card.json")
_NAMED = {"f32": "float32", "f16": "float16", "bf16": "bfloat16"}


def check(source: Source, *, kind: str) -> None:  # noqa: ARG001 - the shape of an export: every model can be a folder
    """Raise `UnknownNameError` for a precision there is not."""
    if kind not in KINDS:
        raise UnknownNameError(f"a folder is not written as {kind!r} here", asked=kind, choices=KINDS)


def write(source: Source, into: Path, *, kind: str) -> Path:
    """The folder `folder` in `into`."""
    check(source, kind=kind)
    import torch
    from safetensors.torch import save_file

    made = into / FILE
    made.mkdir()
    form = getattr(torch, _NAMED[kind])
    tensors = {name: torch.from_numpy(tensor).to(form).contiguous() for name, tensor in source.tensors().items()}
    save_file(tensors, made / "model.safetensors", metadata={"format": "pt"})
    config = {**source.config, "dtype": _NAMED[kind]}
    (made / "config.json").write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name in (*TOKENS, *_REST):
        found = next((at / name for at in (source.tokens, source.folder) if (at / name).is_file()), None)
        if found is not None:
            (made / name).write_bytes(found.read_bytes())
    return made


@contextmanager
def opened(path: Path, source: Source) -> Iterator[Witness]:
    """The folder in torch, by the same classes. Raises `IntegrityError` where they refuse it."""
    yield reference(replace(source, folder=path, adapter=None))
