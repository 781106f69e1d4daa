"""The versions of the learnt ranker on disk, and which of them serves.

A folder a version (`model.txt`, `card.json`), put there whole by one rename; `live.json` names the one that serves and
those before it. A version that is torn or missing is passed over for the last good one.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from broadsheet.core import ConflictError, IntegrityError, NotFoundError
from broadsheet.core.whole_files import whole_folder, written
from broadsheet.recommend.learning import card as cards
from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.ranking.trees import Trees
from broadsheet.recommend.watched import stamp_of

KEPT = 30
"""Versions kept beside those that served last: a day of hourly ones."""
_BEFORE = 10
_MODEL, _CARD, _LIVE = "model.txt", "card.json", "live.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which version serves, newest choice first in `order`; empty: the linear ranker."""

    order: tuple[str, ...] = ()


class Versions:
    """The versions kept in `folder`; safe to use from several processes, the last to choose having its way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, card: Card, text: str) -> None:
        """Keep a version: its folder is there whole or not at all. Old ones that never served are taken away."""
        with whole_folder(self.folder / card.version) as unready:
            (unready / _MODEL).write_bytes(text.encode())
            (unready / _CARD).write_bytes(card.as_json())
        self._prune()

    def cards(self) -> list[Card]:
        """The cards that can be read, the newest first."""
        return list(self._cards())

    def card(self, version: str) -> Card:
        """The card of a version; raises `NotFoundError`, `IntegrityError`."""
        if version not in self._names():
            raise NotFoundError("no such version is kept", asked=version, choices=self._names())
        return cards.read(_content(self.folder / version / _CARD))

    def load(self, version: str) -> Trees:
        """The ranker of a version; raises `NotFoundError`, and `IntegrityError` when a file is torn."""
        card = self.card(version)
        content = _content(self.folder / version / _MODEL)
        if sha256(content).hexdigest() != card.sha256:
            raise IntegrityError(
                "the model file is not the one its card names", asked=version, do="broadsheet train front-page"
            )
        return Trees(content.decode(), version=version, columns=card.columns, scale=card.scale)

    def standing(self) -> Standing:
        """What was chosen; nothing when `live.json` is missing or torn."""
        try:
            order = json.loads((self.folder / _LIVE).read_text(encoding="utf-8"))["order"]
            return Standing(tuple(name for name in order if isinstance(name, str)))
        except (OSError, ValueError, KeyError, TypeError):
            return Standing()

    def choose(self, version: str) -> None:
        """Let a version serve from now on; empty: the linear ranker. Raises as `load`, and then nothing changes."""
        if version:
            self.load(version)
        order = [version, *(name for name in self.standing().order if name != version)]
        written(self.folder / _LIVE, json.dumps({"order": order[:_BEFORE]}).encode())

    def rollback(self) -> str:
        """Let what served before serve again; returns its name, empty for the linear ranker.

        What is rolled back is not come back to by a second rollback. Raises `ConflictError` when nothing learnt serves.
        """
        order = self.standing().order
        if not order or not order[0]:
            raise ConflictError(
                "the linear ranker serves, and there is nothing before it", do="broadsheet train front-page"
            )
        before = next((name for name in order[1:] if not name or name in self._names()), "")
        rest = order[order.index(before) + 1 :] if before in order else ()
        written(self.folder / _LIVE, json.dumps({"order": [before, *rest]}).encode())
        return before

    def stamp(self) -> tuple[int, int] | None:
        """What changes whenever another version is chosen, None while none ever was; one `stat`."""
        return stamp_of(self.folder / _LIVE)

    def _names(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        found = (path.name for path in self.folder.iterdir() if path.is_dir() and (path / _CARD).exists())
        return sorted((name for name in found if not name.startswith(".")), reverse=True)

    def _cards(self) -> Iterator[Card]:
        for name in self._names():
            try:
                yield self.card(name)
            except (IntegrityError, NotFoundError):
                continue

    def _prune(self) -> None:
        served = set(self.standing().order)
        for name in [n for n in self._names() if n not in served][KEPT:]:
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntegrityError("a file of this version can't be read", found=str(error)) from error
