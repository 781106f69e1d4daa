"""A model of the lab made smaller: one with the vocabulary that a corpus uses, beside the one it came of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.app.lab.learning import Given, LabLearning
from broadsheet.core import ConflictError, InvalidInputError, NotFoundError
from broadsheet.core.json_objects import object_in
from broadsheet.core.whole_files import placed, scratch, swept, written
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.shrinking import prune
from broadsheet.train.weighing import told

# Texts that both are measured on; the speed is that of a few dozen tokens.
_MEASURED = 40
_DISTIL = "distil"  # the objective of a pupil
_CARRIED = ("recipe", "about", "architecture", "model", "objective")


class LabShrinking(LabLearning):
    """The part of the newsroom that makes its own models smaller."""

    def prune_lab_model(self, name: str, given: Given, *, to: str) -> dict[str, Any]:
        """Make the model `to` of the model `name`, with the tokens that the texts `given` names use; gives its card.

        The card's `pruned` has tokens, parameters, bytes, speed and bits per byte before and after, on those texts.
        Raises `NotFoundError` where there is no such model, `ConflictError` where there is one called `to`,
        `InvalidInputError` where there is no text or its tokenizer can't be pruned, `IntegrityError` where the two
        answer differently.
        """
        folder, target = self.lab_folder(name), self.lab_folder(fit_name(to))
        if not (folder / "config.json").is_file():
            there = sorted(one.name for one in self.lab_models())
            raise NotFoundError(f"the lab has no model called {name!r} to prune", asked=name, choices=there)
        if target.exists():
            raise ConflictError("there is a model of this name already", asked=to, do="choose another name")
        texts = [side for one in self._documents(given) if isinstance(one, Document) for side in _sides(one)]
        swept(self.lab_folder())
        with scratch(target) as beside:
            made = beside / to
            prune(folder, texts, into=made)
            card = _card(folder, name, made, texts[:_MEASURED])
            written(made / "card.json", (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
            placed(made, target)
        return card

    def pupil_given(self, name: str, *, layers: int = 0) -> Given:
        """What trains a pupil of the model `name`: its recipe and texts, fewer layers (0: half), taught by its scores.

        `train_model` takes it. Raises `NotFoundError`, `ConflictError` for a model that started from another or was
        not trained by a recipe, `InvalidInputError` for as many layers as the teacher has.
        """
        given, recipe = self.lab_given(name), Folder(self.lab_folder(name)).told().recipe
        whole, task = (dict(recipe.get("model") or {}).get("layers"), dict(recipe.get("objective") or {}).get("name"))
        if not isinstance(whole, int) or not task or dict(recipe.get("tuning") or {}).get("base") or task == _DISTIL:
            raise ConflictError(
                "a pupil has the shape of its teacher, and this one has none of its own",
                asked=name,
                do="train one of a shape you choose: objective.name=distil, objective.teacher=lab:NAME",
            )
        wanted = layers or -(-whole // 2)
        if not 0 < wanted < whole:
            raise InvalidInputError(
                "a pupil has fewer layers than its teacher", asked=f"{wanted} layers", found=f"the teacher has {whole}"
            )
        taught = (f"objective.name={_DISTIL}", f"objective.teacher=lab:{name}", f"objective.task={task}")
        return replace(given, settings=(*given.settings, f"model.layers={wanted}", *taught))


def _sides(document: Document) -> Iterator[str]:
    """All texts of a document that the model may have to read or write."""
    yield from (text for text in (document.text, document.target, document.refused) if text)


def _card(folder: Path, name: str, made: Path, texts: Sequence[str]) -> dict[str, Any]:
    """The card of what was made of the model in `folder`: of its own, what is still true; both measured on `texts`."""
    whole, (before, after) = object_in(folder / "card.json"), (told(at, texts) for at in (folder, made))
    carried = {key: whole[key] for key in _CARRIED if key in whole}
    pruned = {"of": name, "before": before, "after": after}
    return {**carried, "parameters": after["parameters"], "vocabulary": after["tokens"], "pruned": pruned}
