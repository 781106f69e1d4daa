"""A model of the lab made smaller: one with the vocabulary that a corpus uses, beside the one it came of."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from broadsheet.app.lab.learning import Given, LabLearning
from broadsheet.core import ConflictError, NotFoundError
from broadsheet.core.whole_files import written
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.folder import fit_name
from broadsheet.train.exporting import Figures, weighed
from broadsheet.train.shrinking import Pruned, prune

# Texts that both are measured on; the speed is that of a few dozen tokens.
_MEASURED = 40
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
        with TemporaryDirectory(dir=target.parent, prefix=".prune-") as beside:
            made = Path(beside) / to
            found = prune(folder, texts, into=made)
            before, after = (weighed(at, texts[:_MEASURED]) for at in (folder, made))
            card = _card(folder, name, found, (before, after))
            written(made / "card.json", (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
            shutil.move(made, target)
        return card


def _sides(document: Document) -> Iterator[str]:
    """All texts of a document that the model may have to read or write."""
    yield from (text for text in (document.text, document.target, document.refused) if text)


def _card(folder: Path, name: str, found: Pruned, figures: tuple[Figures, Figures]) -> dict[str, Any]:
    try:
        whole = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        whole = {}
    tokens, parameters = (found.tokens_before, found.tokens), (found.parameters_before, found.parameters)
    sides = [
        {
            "tokens": tokens[n],
            "parameters": parameters[n],
            "bytes": one.bytes,
            "tokens_per_second": one.tokens_per_second,
            "bits_per_byte": one.bits_per_byte,
        }
        for n, one in enumerate(figures)
    ]
    carried = {key: whole[key] for key in _CARRIED if key in whole}
    pruned = {"of": name, "before": sides[0], "after": sides[1]}
    return {**carried, "parameters": found.parameters, "vocabulary": found.tokens, "pruned": pruned}
