"""The newsroom's own analyses: what it trained, kept in its folder and read anew when another training is in place."""

import fcntl
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from broadsheet import nlp
from broadsheet.app.opened import Opened
from broadsheet.core import ConflictError, InvalidInputError, NotFoundError
from broadsheet.nlp import own

FOLDER = "analyses"
# A name is a key in JSON, a word on the command line and a folder: letters of any script, digits, `_` and `-`.
_NAME = re.compile(r"(?!\d)\w[\w-]{0,63}")


class OwnAnalyses(Opened):
    """The part of the newsroom that has the analyses it trained itself."""

    def analyses_folder(self, name: str = "") -> Path:
        """Where the analysis `name` is kept, or all of them."""
        return self.home / FOLDER / name if name else self.home / FOLDER

    def own_analyses(self) -> Mapping[str, nlp.Analysis]:
        """The newsroom's own analyses by name, as trained last; one whose files are damaged is left out."""
        kept: dict[str, tuple[int, nlp.Analysis | None]] = self.__dict__.setdefault("_own_analyses", {})
        with self._lock:
            stamps = {name: _stamp(self.analyses_folder(name)) for name in self.own_names()}
            for name in set(kept) - set(stamps):
                del kept[name]
            for name, stamp in stamps.items():
                if name not in kept or kept[name][0] != stamp:
                    kept[name] = (stamp, _loaded(self.analyses_folder(name)))
            return {name: analysis for name, (_, analysis) in kept.items() if analysis is not None}

    def own_names(self) -> list[str]:
        """The names of the newsroom's own analyses, sorted."""
        folder = self.analyses_folder()
        found = sorted(folder.glob(f"*/{own.CARD}")) if folder.is_dir() else []
        return [card.parent.name for card in found if _NAME.fullmatch(card.parent.name)]

    def analysis_card(self, name: str) -> dict[str, Any]:
        """What an own analysis is and how well it does; raises `NotFoundError`, or `InvalidInputError` when damaged."""
        if name not in self.own_names():
            raise NotFoundError(f"there is no own analysis called {name!r}", asked=name, choices=self.own_names())
        return own.card_in(self.analyses_folder(name))

    def last_version(self, name: str) -> int:
        """The number of the newest training of `name`, 0 when there is none; a removed one is not counted again."""
        used = self.store.annotations.last_version(name)
        with suppress(NotFoundError, InvalidInputError):  # a damaged card is trained over
            used = max(used, int(self.analysis_card(name)["version"]))
        return used

    def remove_analysis(self, name: str) -> None:
        """Take an own analysis away, with what it said of every article; its labels stay. Raises `NotFoundError`."""
        if name not in self.own_names():
            raise NotFoundError(f"there is no own analysis called {name!r}", asked=name, choices=self.own_names())
        with self.training(name):
            shutil.rmtree(self.analyses_folder(name))
            self.store.annotations.drop(name)

    @contextmanager
    def training(self, name: str) -> Iterator[None]:
        """While this is held nobody else trains `name`, in this process or another; raises `ConflictError`.

        The system gives the lock back when the process ends, however it ends.
        """
        self.analyses_folder().mkdir(parents=True, exist_ok=True)
        with (self.analyses_folder() / f".{name}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ConflictError(
                    f"{name!r} is being trained", asked=f"train {name}", do="wait until that training is done"
                ) from error
            yield


def fit_name(name: str) -> str:
    """`name` when it may be that of an own analysis; raises `InvalidInputError`."""
    if not _NAME.fullmatch(name):
        raise InvalidInputError(
            "this can't be the name of an analysis",
            asked=name[:80],
            do="begin with a letter; go on with letters, digits, _ and -, 64 at most",
        )
    if name in nlp.analyses():
        raise InvalidInputError(
            "an analysis of that name is built in",
            asked=name,
            found=", ".join(nlp.analyses()),
            do="choose another name",
        )
    return name


def _stamp(folder: Path) -> int:
    try:
        return (folder / own.CARD).stat().st_mtime_ns
    except OSError:
        return 0


def _loaded(folder: Path) -> nlp.Analysis | None:
    try:
        return own.load(folder)
    except InvalidInputError:
        return None  # `analysis_card` and the page say what is wrong; the other analyses go on
