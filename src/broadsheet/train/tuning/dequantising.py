"""A GGUF as a folder of full weights: what was quantised learns again, in single precision."""

import json
import os
import shutil
from contextlib import redirect_stderr
from hashlib import file_digest
from io import StringIO
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, MissingExtraError
from broadsheet.core.json_objects import object_in
from broadsheet.models import gguf
from broadsheet.models.backends._torch_loading import engine
from broadsheet.models.machine import this_machine
from broadsheet.train import architectures

# Each number takes four bytes, and is there once as it was read and once in the model that is saved.
_BYTES, _HELD = 4, 2
# Which file the folder was made of.
NOTE = "unpacked.json"
_NOT_ITS_OWN = ("quantization_config", "_name_or_path")


def unpacked(path: Path, *, into: Path) -> Path:
    """The folder `into` with the weights and the tokenizer of the GGUF; if that was made of this file, as it is.

    Raises `InvalidInputError` for a file that can't be read so, `MissingExtraError`.
    """
    made_of = _note(path)
    if (into / "config.json").is_file() and object_in(into / NOTE) == made_of:
        return into
    gguf.check_header(path)
    try:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError(
            "reading a GGUF needs the lab's engine", asked=str(error.name), do="pip install 'broadsheet[lab]'"
        ) from error
    engine()
    unready = into.with_name(f".{into.name}.unready")
    shutil.rmtree(unready, ignore_errors=True)
    place, name = os.fspath(path.parent), path.name
    try:
        _check_holds(path)
        with redirect_stderr(StringIO()):  # its bars, which no setting takes away
            read = AutoModelForCausalLM.from_pretrained(
                place, gguf_file=name, dtype=torch.float32, local_files_only=True
            )
            tokens = AutoTokenizer.from_pretrained(place, gguf_file=name, local_files_only=True)
        _save(read, unready)
        tokens.save_pretrained(unready)
        (unready / NOTE).write_text(json.dumps(made_of), encoding="utf-8")
    except (ValueError, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        shutil.rmtree(unready, ignore_errors=True)
        raise InvalidInputError(
            "this GGUF can't be taken apart into weights", asked=name, found=str(error)[:200], do="take its original"
        ) from error
    shutil.rmtree(into, ignore_errors=True)  # another file's, or half of one
    unready.rename(into)
    return into


def _note(path: Path) -> dict[str, str]:
    """What tells one file from another of the same name."""
    with path.open("rb") as file:
        return {"file": path.name, "sha256": file_digest(file, "sha256").hexdigest()}


def _save(model: Any, folder: Path) -> None:
    """Each weight once, from where it is in memory, and the configuration without the bits it was kept in."""
    from safetensors.torch import save_file

    config = {name: value for name, value in model.config.to_dict().items() if name not in _NOT_ITS_OWN}
    architectures.shape_of(config)  # refused now, before gigabytes are written
    folder.mkdir(parents=True)
    weights = {name: weight.detach().contiguous() for name, weight in model.named_parameters()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config, indent=2, default=str) + "\n", encoding="utf-8")


def _check_holds(path: Path) -> None:
    """Raise `InvalidInputError` for a model whose full weights the machine can't hold twice: as read, and as kept."""
    from gguf import GGUFReader

    count = sum(int(tensor.n_elements) for tensor in GGUFReader(path).tensors)
    wanted, there = _HELD * _BYTES * count, this_machine(path.parent).memory
    if wanted > there:
        raise InvalidInputError(
            "this GGUF is larger in full weights than the machine's memory",
            asked=f"{path.name}: {count:,} numbers, {wanted / 1e9:.1f} GB while it is read",
            found=f"{there / 1e9:.1f} GB in this machine",
            do="take a smaller one",
        )
