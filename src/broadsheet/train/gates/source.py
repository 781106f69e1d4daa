"""A trained model in its folder, before anything of it is loaded: its configuration, its files, what kind it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, InvalidInputError, NotFoundError
from broadsheet.core.json_objects import object_in
from broadsheet.train.gates import adapter
from broadsheet.train.gates.adapter import halves
from broadsheet.train.tuning.headed import body_of, is_headed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
OWN = "broadsheet-"
"""How the model types begin that no other program knows."""

# What an architecture reads and writes: texts left to right, gaps, or one text for another.
_PAIRED = ("lstm_attention", "transformer")


@dataclass(frozen=True, slots=True)
class Source:
    """A folder with `config.json`, safetensors and `tokenizer.json`; `family` is causal, masked, paired or headed.

    `adapter` is the folder of a LoRA adapter whose weights are added to the model's, where one was asked for.
    """

    folder: Path
    config: Mapping[str, Any]
    family: str
    adapter: Path | None = None

    @property
    def tokens(self) -> Path:
        """The folder of its tokenizer: the adapter's where it has one of its own."""
        own = self.adapter
        return own if own is not None and (own / "tokenizer.json").is_file() else self.folder

    @property
    def model_type(self) -> str:
        """The architecture as its configuration names it; our own begin with `broadsheet-`."""
        return str(self.config["model_type"])

    @property
    def context(self) -> int:
        """How many tokens it reads at most; nought where there is no limit, as for recurrent models."""
        named = (body_of(self.config).get(n) for n in ("max_position_embeddings", "n_positions", "context"))
        return next((int(n) for n in named if isinstance(n, int) and n > 0), 0)

    def settings(self, name: str) -> Mapping[str, Any]:
        """The JSON object in the folder's file `name`; empty where there is none or it is none."""
        return object_in(self.folder / name)

    def tensors(self) -> "dict[str, NDArray[np.float32]]":
        """Every tensor by its name, in single precision."""
        from safetensors import safe_open

        found: dict[str, NDArray[np.float32]] = {}
        for path in sorted(self.folder.glob("model*.safetensors")):
            with safe_open(path, framework="pt") as file:
                found |= {name: file.get_tensor(name).float().numpy() for name in file.keys()}  # noqa: SIM118
        if self.adapter is None:
            return found
        more = halves(self.adapter)
        return {name: more.added(name.removesuffix(".weight"), tensor) for name, tensor in found.items()}


def open_source(folder: Path) -> Source:
    """The model in `folder`, or of the adapter there, checked for what every export needs.

    Raises `NotFoundError` where there is none, `IntegrityError` where its weights are pickled, torn or missing, and
    `InvalidInputError` where its configuration or tokenizer can't be used.
    """
    if (folder / adapter.CONFIG).is_file() and not (folder / "config.json").is_file():
        return replace(open_source(adapter.base_of(folder)), adapter=folder)
    config = _config(folder)
    _check_weights(folder)
    if not (folder / "tokenizer.json").is_file():
        raise InvalidInputError(
            "the model has no tokenizer, so its numbers mean no text",
            asked=folder.name,
            found="no tokenizer.json",
            do="put the tokenizer.json it was trained with into its folder",
        )
    return Source(folder, config, family(config))


def family(config: Mapping[str, Any]) -> str:
    """What the model of a configuration does: `causal`, `masked` or `paired`; with a head it is `headed`."""
    if is_headed(config):
        return "headed"
    made_as = " ".join(config.get("architectures") or ())
    own = str(config["model_type"]).removeprefix(OWN)
    if config.get("is_encoder_decoder") or own in _PAIRED:
        return "paired"
    return "masked" if "MaskedLM" in made_as or "PreTraining" in made_as or own == "bert" else "causal"


def _config(folder: Path) -> Mapping[str, Any]:
    path = folder / "config.json"
    if not path.is_file():
        raise NotFoundError("there is no model in this folder", asked=folder.name, found="no config.json")
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError("the configuration can't be read", asked=folder.name, found=str(error)[:200]) from error
    if not isinstance(config, dict) or not config.get("model_type"):
        raise InvalidInputError(
            "the configuration doesn't say what the model is", asked=folder.name, found="no model_type in config.json"
        )
    return config


def _check_whole(path: Path) -> None:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy"):
            pass
    except SafetensorError as error:
        raise IntegrityError(
            "the weights are torn: the file is not a whole safetensors file",
            asked=path.name,
            found=str(error),
            do="train the model again, or put the whole file back",
        ) from error


def _check_weights(folder: Path) -> None:
    found = sorted(folder.glob("model*.safetensors"))
    for path in found:
        _check_whole(path)
    if found:
        return
    pickled = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLES)
    raise IntegrityError(
        "the model's weights are pickled, and opening a pickle runs its code" if pickled else "there are no weights",
        asked=folder.name,
        found=", ".join(pickled) or "no model.safetensors",
        do="have it saved as safetensors where you trust it",
    )
