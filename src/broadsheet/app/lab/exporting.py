"""A model of the lab into another format, by its gate; its card says what came of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet import models
from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import NotFoundError
from broadsheet.core.whole_files import written
from broadsheet.train import exporting
from broadsheet.train.exporting import Exported, Stage


class LabExporting(LabKeeping):
    """The part of the newsroom that exports its own models."""

    def export_lab_model(self, name: str, to: str, *, replaces: bool = False) -> Iterator[Stage | Exported]:
        """Export the model `name` as `to` says (`gguf:q8_0`, `onnx:int8`); the stages come, then what was made.

        It is held against the model on texts in both languages before it is put in place; from then on `lab:NAME` is
        answered by the fastest format there is. Raises `NotFoundError` and what `exporting.export` does.
        """
        folder = self.lab_folder(name)
        if not (folder / "config.json").is_file() and not (folder / "adapter_config.json").is_file():
            there = sorted(one.name for one in self.lab_models())
            raise NotFoundError(f"the lab has no model called {name!r} to export", asked=name, choices=there)
        for told in exporting.export(folder, to, into=folder, replaces=replaces):
            if isinstance(told, Exported):
                _note(folder / "card.json", told.as_json())
                self._let_go(f"lab:{name}")
            yield told

    def _let_go(self, name: str) -> None:
        """Close the model where it is open; whoever asks next is answered by what was exported."""
        with self._lock:
            loaded, _ = self._language_models.pop(name, None), self._meters.pop(name, None)
        if loaded is not None:
            models.close(loaded)


def _note(path: Path, made: dict[str, Any]) -> None:
    """Add an export to the model's card; one of the same file is replaced."""
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        card = {}
    others = [one for one in card.get("exports", []) if one.get("file") != made["file"]]
    card["exports"] = [*others, made]
    written(path, (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
