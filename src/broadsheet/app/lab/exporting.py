"""A model of the lab into another format, by its gate; its card says what came of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet import models
from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.app.lab.left import renewed
from broadsheet.core import NotFoundError
from broadsheet.train import corpus, exporting
from broadsheet.train.corpus.shards import MANIFEST
from broadsheet.train.experiments.concluding import exported_from
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.held_out import asking_of
from broadsheet.train.exporting import Asking, Exported, Stage

CARD = "card.json"


class LabExporting(LabKeeping):
    """The part of the newsroom that exports its own models."""

    def export_lab_model(self, name: str, to: str, *, replaces: bool = False) -> Iterator[Stage | Exported]:
        """Export the model `name` as `to` says (`gguf:q8_0`, `onnx:int8`); the stages come, then what was made.

        It is held against the model on texts in both languages, and on those held out from its training, before it is
        put in place; from then on `lab:NAME` is answered by the fastest format there is. Raises `NotFoundError` and
        what `exporting.export` does.
        """
        folder = self.lab_folder(name)
        if not (folder / "config.json").is_file() and not (folder / "adapter_config.json").is_file():
            there = sorted(one.name for one in self.lab_models())
            raise NotFoundError(f"the lab has no model called {name!r} to export", asked=name, choices=there)
        given, asking = exported_from(folder, to), _asking(folder)
        for told in exporting.export(given, to, into=folder, asking=asking, replaces=replaces):
            if isinstance(told, Exported):
                _note(Folder(folder), told.as_json())
                self._let_go(f"lab:{name}")
            yield told

    def _let_go(self, name: str) -> None:
        """Close the model where it is open; whoever asks next is answered by what was exported."""
        with self._lock:
            loaded, _ = self._language_models.pop(name, None), self._meters.pop(name, None)
        if loaded is not None:
            models.close(loaded)


def _asking(folder: Path) -> Asking:
    """What was held out from the model's training; nothing of one that was trained elsewhere."""
    shards = Folder(folder).shards
    return asking_of(corpus.open_shards(shards)) if (shards / MANIFEST).is_file() else Asking()


def _note(folder: Folder, made: dict[str, Any]) -> None:
    """Add an export to the model's card; one of the same file is replaced."""
    card = renewed(folder.read(CARD) or {})
    others = [one for one in card.get("exports", []) if one["file"] != made["file"]]
    folder.write(CARD, {**card, "exports": [*others, made]})
