"""What follows a training: the best weights are published, measured and exported, and the card says what came of it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import BroadsheetError
from broadsheet.core.whole_files import written
from broadsheet.train import architectures, weighing
from broadsheet.train.evaluation.measures import measure
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.held_out import asking_of
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.told import LeftOut, Progress
from broadsheet.train.exporting import Exported, export, full_name
from broadsheet.train.tuning import headed

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards
    from broadsheet.train.experiments.basing import Based
    from broadsheet.train.tokens import Tokenizer
    from broadsheet.train.tuning.bases import Base
    from broadsheet.train.tuning.starting import Started

DONE = "done.json"
TAUGHT = "taught.json"
ADAPTER, LORA = "adapter", "lora"
_SPECIAL = ("bos", "eos", "pad")
_WRITES = ("decoder_start_token_id", "forced_bos_token_id", "forced_eos_token_id", "bad_words_ids")


def publish(started: "Started", based: "Based", tokenizer: "Tokenizer", here: Folder) -> None:
    """Put the weights of the best step into the model and into the folder, with tokenizer and generation settings.

    What LoRA learnt is kept as an adapter too, and then added to the weights.
    """
    from broadsheet.train.loop import weights

    model = started.model
    best = (here.read(f"run/{DONE}") or {}).get("best_step")
    if best:
        weights.restore(model, weights.read(here.run / "checkpoints" / f"step-{int(best):06d}" / weights.MODEL))
    model.eval()
    if based.tuning.lora is not None:
        from broadsheet.train.tuning import lora

        if based.base is not None and started.head is None:
            lora.save(model, based.tuning.lora, here.path / ADAPTER, base=based.base.title)
        lora.merge(model)
    special = {f"{name}_token_id": getattr(tokenizer, name) for name in _SPECIAL}
    if isinstance(begins := based.recipe.objective.get("start"), int):
        special["decoder_start_token_id"] = begins
    tokenizer.save(here.path, template="" if started.head is not None else _around(model.family, tokenizer))
    if started.head is not None:
        headed.save(model, started.head, here.path)
        return
    architectures.save(model, here.path, tokens=special)
    told = {**_generating(based), "do_sample": True, "temperature": 0.8, "top_p": 0.95, **special}
    written(here.path / "generation_config.json", json.dumps(told, indent=1).encode())


def _generating(based: "Based") -> dict[str, Any]:
    """What a base of another class says of how it writes: the tokens it must begin and end with, never bring."""
    if based.base is None or based.base.is_headed:
        return {}
    found = Folder(based.base.folder).read("generation_config.json") or {}
    return {name: value for name, value in found.items() if name in _WRITES}


def _around(family: str, tokenizer: "Tokenizer") -> str:
    """What stood around a text in training, so that whoever opens the folder puts it there too."""
    eos, cls, sep = (tokenizer.token(getattr(tokenizer, name)) for name in ("eos", "cls", "sep"))
    return {"paired": f"$A {eos}", "masked": f"{cls} $A {sep}"}.get(family, "")


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


def beside_teacher(based: "Based", shards: "Shards", here: Folder) -> Iterator[LeftOut]:
    """Keep what a pupil and its teacher weigh, how fast they are and what they know of the texts held out."""
    if based.teacher is None or here.read(TAUGHT) is not None:
        return
    try:
        texts = asking_of(shards).lines
        before, after = (weighing.told(folder, texts) for folder in (based.teacher.folder, here.path))
    except BroadsheetError as error:
        yield LeftOut("measure", error)
        return
    here.write(TAUGHT, {"of": based.teacher.title, "before": before, "after": after})


def exported(recipe: ModelRecipe, shards: "Shards", here: Folder) -> Iterator[Progress | LeftOut]:
    """Write the recipe's formats, each through its gate; one that is refused is told and the others go on.

    The gate asks with texts held out and with its own.
    """
    kept = here.read("exports.json") or {"exports": []}
    done = {one["format"] for one in kept["exports"]}
    asking = asking_of(shards)
    for place, name in enumerate(recipe.exports):
        yield Progress("export", place, len(recipe.exports))
        try:
            if {name, full_name(name)} & done:
                continue
            for made in export(exported_from(here.path, name), name, into=here.path, asking=asking, replaces=True):
                if isinstance(made, Exported):
                    kept["exports"].append(made.as_json())
                    here.write("exports.json", kept)
                else:
                    yield Progress("export", place, len(recipe.exports))
        except BroadsheetError as error:
            yield LeftOut("export", error)
    yield Progress("export", len(recipe.exports), len(recipe.exports))


def exported_from(folder: Path, format: str) -> Path:
    """The folder that a format of the model in `folder` is made of: an adapter's for LoRA, where there is one."""
    adapter = folder / ADAPTER
    return adapter if format.partition(":")[0] == LORA and adapter.is_dir() else folder


def card_of(based: "Based", shards: "Shards", here: Folder, *, started: "Started") -> dict[str, Any]:
    """All that came of it, in JSON's types; models of this machine by name and digest, never by path."""
    done: Mapping[str, Any] = here.read(f"run/{DONE}") or {}
    recipe, model = based.recipe, started.model
    return {
        "recipe": recipe.name,
        "about": dict(recipe.about),
        "seed": recipe.seed,
        "architecture": model.shape.kind,
        "model": dict(recipe.model),
        "is_headed": hasattr(model, "head"),
        **({"tuning": _tuned(based), "base": _named(based.base)} if recipe.tuning else {}),
        "objective": {**recipe.objective, **({"teacher": _named(based.teacher)} if based.teacher else {})},
        "training": dict(recipe.training),
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "trained": started.learning,
        "held": started.held,
        "vocabulary": shards.tokenizer.size,
        "corpus": dict(shards.card),
        "test_digest": shards.digest,
        **done,
        "measures": here.read("measures.json") or {},
        **({"taught": taught} if (taught := here.read(TAUGHT)) else {}),
        "exports": (here.read("exports.json") or {}).get("exports", []),
    }


def _tuned(based: "Based") -> dict[str, Any]:
    """The recipe's table, its base by name."""
    return {**based.recipe.tuning, **({"base": based.base.title} if based.base else {})}


def _named(one: "Base | None") -> dict[str, Any] | None:
    return {"base": one.title, "digest": one.digest} if one else None
