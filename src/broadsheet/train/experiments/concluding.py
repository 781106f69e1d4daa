"""What follows a training: the best weights are published, measured and exported, and the card says what came of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from broadsheet.core import BroadsheetError
from broadsheet.core.whole_files import written
from broadsheet.train import architectures
from broadsheet.train.evaluation.measures import measure
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.told import LeftOut, Progress
from broadsheet.train.exporting import Exported, export
from broadsheet.train.gates import lines as gate_lines

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards
    from broadsheet.train.tokens import Tokenizer

DONE = "done.json"
_SPECIAL = ("bos", "eos", "pad")
# Of the texts held out, so many characters of so many go through an export's gate besides its own lines.
HELD_OUT_LINES, HELD_OUT_CHARACTERS = 200, 400


def publish(model: Any, tokenizer: "Tokenizer", here: Folder) -> None:
    """Put the weights of the best step into `model` and into the folder, with tokenizer and generation settings."""
    from broadsheet.train.loop import weights

    best = (here.read(f"run/{DONE}") or {}).get("best_step")
    if best:
        weights.restore(model, weights.read(here.run / "checkpoints" / f"step-{int(best):06d}" / weights.MODEL))
    model.eval()
    special = {f"{name}_token_id": getattr(tokenizer, name) for name in _SPECIAL}
    architectures.save(model, here.path, tokens=special)
    tokenizer.save(here.path)
    told = {"do_sample": True, "temperature": 0.8, "top_p": 0.95, **special}
    written(here.path / "generation_config.json", json.dumps(told, indent=1).encode())


def measured(recipe: ModelRecipe, subject: Subject, here: Folder) -> Iterator[Progress | LeftOut]:
    """Take the recipe's measures and keep them; one that fails is told and the others go on."""
    names = list(recipe.evaluation.get("measures", ("likelihood",)))
    known = here.read("measures.json") or {}
    wanted = [name for name in names if name not in known]
    yield Progress("measure", len(names) - len(wanted), len(names))
    for name, found in measure(subject, wanted):
        if isinstance(found, BroadsheetError):
            yield LeftOut("measure", found)
            continue
        known[name] = found
        here.write("measures.json", known)
        yield Progress("measure", len(known), len(names))


def exported(recipe: ModelRecipe, shards: "Shards", here: Folder) -> Iterator[Progress | LeftOut]:
    """Write the recipe's formats, each through its gate; one that is refused is told and the others go on.

    The gate asks with texts held out and with its own.
    """
    kept = here.read("exports.json") or {"exports": []}
    done = {one["format"] for one in kept["exports"]}
    lines = [*_held_out(shards), *gate_lines()]
    for place, name in enumerate(recipe.exports):
        yield Progress("export", place, len(recipe.exports))
        if name in done:
            continue
        try:
            *_, made = export(here.path, name, into=here.path, lines=lines, replaces=True)
        except BroadsheetError as error:
            yield LeftOut("export", error)
            continue
        if isinstance(made, Exported):
            kept["exports"].append(_told(name, made))
        here.write("exports.json", kept)
    yield Progress("export", len(recipe.exports), len(recipe.exports))


def _held_out(shards: "Shards") -> Iterator[str]:
    column = shards.column("test")
    for i in range(min(len(column), HELD_OUT_LINES)):
        yield shards.tokenizer.decode(column[i].tolist())[:HELD_OUT_CHARACTERS]


def _told(format: str, made: Exported) -> dict[str, Any]:
    """An export in JSON's types: its size, speed and likelihood beside the model's own, and what the gate found."""
    return {
        "format": format,
        "file": made.path.name,
        "bytes": made.after.bytes,
        "share_of_size": made.after.bytes / max(made.before.bytes, 1),
        "tokens_per_second": made.after.tokens_per_second,
        "tokens_per_second_before": made.before.tokens_per_second,
        "bits_per_byte": made.after.bits_per_byte,
        "bits_per_byte_before": made.before.bits_per_byte,
        "gate": asdict(made.gauged),
    }


def card_of(recipe: ModelRecipe, shards: "Shards", here: Folder, *, parameters: int) -> dict[str, Any]:
    """All that came of it, in JSON's types."""
    done: Mapping[str, Any] = here.read(f"run/{DONE}") or {}
    return {
        "recipe": recipe.name,
        "about": dict(recipe.about),
        "seed": recipe.seed,
        "architecture": str(recipe.model.get("architecture", "")),
        "model": dict(recipe.model),
        "objective": dict(recipe.objective),
        "training": dict(recipe.training),
        "parameters": parameters,
        "vocabulary": shards.tokenizer.size,
        "corpus": dict(shards.card),
        "test_digest": shards.digest,
        **done,
        "measures": here.read("measures.json") or {},
        "exports": (here.read("exports.json") or {}).get("exports", []),
    }
