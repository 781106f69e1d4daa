"""A model with the tokens a corpus uses and no others: the tables of vectors shrink, all else stays as it is.

Where the vocabulary is most of a small model, that is most of what can be saved. Abdaoui, Pradel and Sigel 2020, "Load
What You Need: Smaller Versions of Multilingual BERT".
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import ConflictError, IntegrityError, InvalidInputError
from broadsheet.train import gates
from broadsheet.train.gates import Source
from broadsheet.train.shrinking import _vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COPIED = ("tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja")
# Sums of the same products in another order; a table cut at the wrong rows is off by whole units.
_CLOSE = 1e-3
_ASKED = 20
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Pruned:
    """A pruned model: tokens and parameters before and after."""

    folder: Path
    tokens_before: int
    tokens: int
    parameters_before: int
    parameters: int


def prune(folder: Path, texts: Iterable[str], *, into: Path) -> Pruned:
    """Write the model in `folder` to the new folder `into`, with what `texts` use of its vocabulary.

    It is held against the model: the texts are cut into the same pieces, and what is left of each distribution is the
    same. Raises `InvalidInputError` where there is no text or the tokenizer can't be pruned, `ConflictError` where
    `into` is there already, `IntegrityError` where the two differ.
    """
    if into.exists():
        raise ConflictError("there is something of this name already", asked=into.name, do="choose another name")
    source = gates.open_source(folder)
    read = json.loads((source.tokens / "tokenizer.json").read_text(encoding="utf-8"))
    encode, _ = gates.tokenizer_of(source)
    used: set[int] = set()
    asked: list[str] = []
    for text in texts:
        used.update(encode(text))
        if len(asked) < _ASKED and len(text) > 1:
            asked.append(text)
    if not asked:
        raise InvalidInputError("there is no text to prune by", asked=folder.name, do="give the corpus it is to serve")
    rows = int(source.config["vocab_size"])
    keep = [number for number in _vocabulary.kept(read, used) if number < rows]
    tensors, is_headed = source.tensors(), source.family == "headed"
    smaller = {
        name: tensor[keep] if _is_table(name, tensor, rows, is_headed=is_headed) else tensor
        for name, tensor in tensors.items()
    }
    _write(source, into, smaller, keep, _vocabulary.cut(read, keep))
    _gate(source, into, keep, asked)
    counted = (sum(t.size for t in kind.values()) for kind in (tensors, smaller))
    return Pruned(into, rows, len(keep), *counted)


# What each architecture calls its tables of one row a token.
_TABLES = (
    "wte.weight", "embed_tokens.weight", "shared.weight", "word_embeddings.weight", "embedding.weight",
    "lm_head.weight", "head.weight", "predictions.bias", "decoder.weight", "decoder.bias", "final_logits_bias",
)  # fmt: skip


def _is_table(name: str, tensor: "NDArray[np.float32]", rows: int, *, is_headed: bool) -> bool:
    own = name.removeprefix("body.")
    is_head = own == name and name.startswith("head.")  # of a model with labels; an untied language model's is a table
    is_named = own.endswith(_TABLES) or own == "bias"
    return tensor.shape[0] == rows and is_named and not (is_headed and is_head)


def _write(
    source: Source, into: Path, tensors: "Mapping[str, NDArray[np.float32]]", keep: list[int], tokenizer: Any
) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    into.mkdir(parents=True)
    whole = {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}
    save_file(whole, into / "model.safetensors", metadata={"format": "pt"})
    place = {old: new for new, old in enumerate(keep)}
    for name in ("config.json", "generation_config.json"):
        if found := source.settings(name):
            text = json.dumps(_renumbered(found, place, len(keep)), indent=2, ensure_ascii=False)
            (into / name).write_text(text + "\n", encoding="utf-8")
    (into / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    for name in _COPIED:
        if (source.tokens / name).is_file():
            (into / name).write_bytes((source.tokens / name).read_bytes())


def _renumbered(config: Mapping[str, Any], place: Mapping[int, int], size: int) -> dict[str, Any]:
    """A configuration with the new numbers of the tokens it names; a head's has its body's inside."""
    made = {name: _new(value, place) if name.endswith("_token_id") else value for name, value in config.items()}
    if isinstance(body := config.get("body"), Mapping):
        made["body"] = _renumbered(body, place, size)
    return made | ({"vocab_size": size} if "vocab_size" in config else {})


def _new(value: Any, place: Mapping[int, int]) -> Any:
    if isinstance(value, list):
        return [_new(one, place) for one in value]
    return place.get(value) if isinstance(value, int) else value


def _gate(source: Source, into: Path, keep: list[int], texts: list[str]) -> None:
    """Raise `IntegrityError` unless both cut `texts` alike and weigh what is left alike."""
    import numpy as np

    before, after = (gates.reference(one, beside=texts) for one in (source, gates.open_source(into)))
    place = {old: new for new, old in enumerate(keep)}
    for text in texts:
        old = before.encode(text)[: min(source.context or _LONGEST, _LONGEST)]
        new = after.encode(text)[: len(old)]
        if [place[token] for token in old] != new:
            raise IntegrityError("the pruned tokenizer cuts a text otherwise", asked=text[:60])
        if len(old) < 2:
            continue
        begun = len(old) if before.reads_at_once else 1
        ours, theirs = (model.scores(row[:begun], row[1:]) for model, row in ((before, old), (after, new)))
        if source.family != "headed":
            ours = ours[:, keep]
        ours = ours - np.log(np.exp(ours).sum(axis=-1, keepdims=True))
        away = float(np.abs(ours - theirs).max()) if ours.shape == theirs.shape else float("inf")
        if not away <= _CLOSE:
            raise IntegrityError(
                "the pruned model weighs tokens otherwise", asked=text[:60], found=f"{away:.4g} nats apart"
            )
