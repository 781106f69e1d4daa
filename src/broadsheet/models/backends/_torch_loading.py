"""From a folder or a hub name to weights in memory, by the classes of `transformers`; safetensors only, no code.

A pickled file (`.bin`, `.pt`) runs whatever its author wrote in it when it is opened, and so does `trust_remote_code`;
neither is ever done.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.core import IntegrityError, MissingExtraError, MissingModelError, ModelInputError

KINDS = ("causal", "seq2seq", "masked")
# Where neither the model nor its tokenizer names a limit (T5, XLNet): what every engine here has by default.
CONTEXT = 4096
# Tokenizers without a limit say some number near 1e30.
_BOUNDLESS = 10**6
_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")
# Their positions begin after the padding's number, so the table has that many rows more than can be used.
_SHIFTED = ("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "roberta-prelayernorm")


@dataclass(frozen=True, slots=True)
class Weights:
    """A model in memory. `kind` is one of `KINDS` or `encoder`; `context` is how many tokens it reads at most.

    `ends` are the tokens that end an answer, `opening` the one it must begin with, where there is such a one (some
    BART-like models name the language in it); `model_type` is the family as its configuration names it.
    """

    kind: str
    model_type: str
    model: Any
    tokenizer: Any
    context: int
    ends: tuple[int, ...]
    opening: int | None = None


def engine() -> Any:
    """The package `transformers`, told to be silent. Raises `MissingExtraError`."""
    try:
        import torch  # noqa: F401 - without it, transformers fails only when a model is made
        import transformers
    except ImportError as error:
        raise MissingExtraError(
            "the engine of the backend `transformers` is not installed",
            asked=str(error.name),
            do="pip install 'broadsheet[transformers]'",
        ) from error
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    return transformers


def read(what: str, *, kind: str = "", is_offline: bool = False, device: str = "") -> Weights:
    """The model in the folder `what`, or of that name on the Hugging Face hub, as `kind` or as what it was made for.

    Raises `MissingModelError` when there is none, `IntegrityError` when it is pickled, unfinished or made for something
    else, `MissingExtraError`.
    """
    transformers = engine()
    _check_safe(what)
    given = {"local_files_only": is_offline or Path(what).is_dir(), "trust_remote_code": False}
    try:
        config = transformers.AutoConfig.from_pretrained(what, **given)
        kind = kind or kind_of(config, transformers)
        tokenizer = transformers.AutoTokenizer.from_pretrained(what, **given)
        model, info = _classes(transformers)[kind].from_pretrained(
            what, config=config, use_safetensors=True, dtype="float32", output_loading_info=True, **given
        )
    except (OSError, ValueError, ImportError) as error:
        raise _unreadable(what, error) from error
    if info["missing_keys"] and kind != "encoder":
        raise IntegrityError(
            f"the model lacks weights that a {kind} language model needs",
            asked=what,
            found=", ".join(sorted(info["missing_keys"])[:3]),
            do="give a folder that was saved with its language-model head",
        )
    model.eval().to(device or _device())
    opening = getattr(getattr(model, "generation_config", None), "forced_bos_token_id", None)
    ends = _ends(model, tokenizer)
    return Weights(kind, config.model_type, model, tokenizer, _context(config, tokenizer), ends, opening)


def kind_of(config: Any, transformers: Any) -> str:
    """What the model was made for, from the class that saved it, else from its family."""
    if getattr(config, "is_encoder_decoder", False):
        return "seq2seq"
    made_as = " ".join(getattr(config, "architectures", None) or ())
    if "ForMaskedLM" in made_as:
        return "masked"
    if "CausalLM" in made_as or "LMHead" in made_as:
        return "causal"
    auto = transformers.models.auto.modeling_auto
    if config.model_type in auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES:
        return "masked"
    if config.model_type in auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES:
        return "causal"
    raise ModelInputError(
        "this is no language model", asked=config.model_type, choices=KINDS, do="give a model of one of these kinds"
    )


def _classes(transformers: Any) -> Mapping[str, Any]:
    return {
        "causal": transformers.AutoModelForCausalLM,
        "seq2seq": transformers.AutoModelForSeq2SeqLM,
        "masked": transformers.AutoModelForMaskedLM,
        "encoder": transformers.AutoModel,
    }


def _check_safe(what: str) -> None:
    folder = Path(what)
    if not folder.is_dir():
        if not what or folder.is_absolute() or not _HUB_NAME.fullmatch(what):
            raise MissingModelError(
                "there is no such model folder", asked=what, do="give a folder, or a name like owner/model on the hub"
            )
        return
    names = sorted(path.name for path in folder.iterdir())
    if any(name.endswith(".safetensors") for name in names):
        return
    pickled = [name for name in names if name.endswith((".bin", ".pt", ".pth", ".ckpt"))]
    raise IntegrityError(
        "the model's weights are pickled, and opening a pickle runs its code" if pickled else "there are no weights",
        asked=what,
        found=", ".join(pickled) or "no .safetensors file",
        do="get the safetensors version, or have it saved with save_pretrained where you trust it",
    )


def _unreadable(what: str, error: Exception) -> Exception:
    said = str(error).split("\n", 1)[0][:300]
    if Path(what).is_dir():
        return IntegrityError("the model folder can't be read", asked=what, found=said, do="get it again")
    return MissingModelError(
        "the model is neither on this machine nor to be had from the hub",
        asked=what,
        found=said,
        do=f"hf download {what}, or give a folder",
    )


def _context(config: Any, tokenizer: Any) -> int:
    found = [getattr(config, name, None) for name in ("max_position_embeddings", "n_positions")]
    limits = [int(value) for value in found if isinstance(value, int) and value > 0]
    if limits and config.model_type in _SHIFTED:
        limits = [limits[0] - (config.pad_token_id or 0) - 1]
    named = int(min(tokenizer.model_max_length or _BOUNDLESS, _BOUNDLESS))
    return min([*limits[:1], named if named < _BOUNDLESS else (limits or [CONTEXT])[0]])


def _ends(model: Any, tokenizer: Any) -> tuple[int, ...]:
    made = getattr(model, "generation_config", None)
    for value in (getattr(made, "eos_token_id", None), getattr(model.config, "eos_token_id", None)):
        if value is not None:
            return tuple(value) if isinstance(value, (list, tuple)) else (int(value),)
    return () if tokenizer.eos_token_id is None else (int(tokenizer.eos_token_id),)


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def set_threads(count: int) -> None:
    """Let torch use `count` threads, in this whole process; 0 leaves it its own choice, one a core."""
    if count:
        import torch

        torch.set_num_threads(min(count, os.cpu_count() or count))
