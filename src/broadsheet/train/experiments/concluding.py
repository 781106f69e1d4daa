"""What follows a training: the best weights are published, measured and exported, and the card says what came of it."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.core import BroadsheetError
from broadsheet.core.whole_files import written
from broadsheet.train import architectures, exports
from broadsheet.train.evaluation.measures import measure
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.told import LeftOut, Progress

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards
    from broadsheet.train.tokens import Tokenizer

DONE = "done.json"
_SPECIAL = ("bos", "eos", "pad")


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


def exported(recipe: ModelRecipe, here: Folder) -> Iterator[Progress | LeftOut]:
    """Write the recipe's formats, each through its gate; one that is refused is told and the others go on."""
    kept = here.read("exports.json") or {"exports": []}
    done = {one["format"] for one in kept["exports"]}
    for place, name in enumerate(recipe.exports):
        yield Progress("export", place, len(recipe.exports))
        if name in done:
            continue
        try:
            kept["exports"].append(exports.export(here.path, name).as_json())
        except BroadsheetError as error:
            yield LeftOut("export", error)
            continue
        here.write("exports.json", kept)
    yield Progress("export", len(recipe.exports), len(recipe.exports))


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
