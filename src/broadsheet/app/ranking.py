"""The ranking of front pages: learnt from the log, measured, let live or refused, rolled back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.app.fact import Fact
from broadsheet.app.opened import Opened
from broadsheet.app.step import Step
from broadsheet.core import BroadsheetError, MissingError, Reader

if TYPE_CHECKING:
    from broadsheet.recommend.learning.card import Card
    from broadsheet.recommend.learning.versions import Versions
    from broadsheet.recommend.ranking.linear import Linear
    from broadsheet.recommend.ranking.ranker import Ranker

EVERY = timedelta(hours=1)
"""Between two trainings while the newsroom is served."""
_TRIED, _EVALUATION, _CUT = "tried.json", "evaluation.json", "cut.json"
_STALE = timedelta(hours=6)
"""After so long a training that was cut off begins anew, with what was read since."""


@dataclass(frozen=True, slots=True)
class Rankers:
    """What ranks front pages now (`serving`), what is wrong with versions that were to, and every version kept."""

    serving: str
    notices: tuple[str, ...]
    versions: "tuple[Card, ...]"
    tried: str = ""
    outcome: str = ""


class Ranking(Opened):
    """The part of the newsroom that learns what readers want to see."""

    def train_front_page(self, *, seed: int = 0) -> "Iterator[Step | Card]":
        """Learn a ranking from what was served and done, how far it is told as it goes; at the end the version's card.

        It serves from then on unless its card says why it was refused. Stopped or killed, it goes on where it was.
        Raises `EmptyEvidenceError` when there is too little to learn from, `MissingError` without LightGBM.
        """
        from broadsheet.recommend.learning.learner import Learning, learn
        from broadsheet.recommend.learning.log import logged

        outcome = "it was broken off"
        try:
            yield Step("log", 0, 1)
            until, last = self._cut()
            found = logged(self.store, now=until, last=last)
            yield Step("log", 1, 1)
            yield from self._learn_factors()
            for told in learn(found, versions=self._rankings, linear=self._linear, now=self.now(), seed=seed):
                yield Step("fit", told.done, told.total) if isinstance(told, Learning) else told
                if not isinstance(told, Learning):
                    (self._rankings.folder / _CUT).unlink(missing_ok=True)
                    outcome = f"{told.version}: {'; '.join(told.refused) or 'it serves'}"
        except BroadsheetError as error:
            outcome = str(error)
            raise
        finally:
            self._note(_TRIED, {"at": self.now().isoformat(), "outcome": outcome})

    def ranking_due(self) -> bool:
        """Whether the last training was tried more than an hour ago, or never; a look at one small file."""
        try:
            last = datetime.fromisoformat(self._noted(_TRIED).get("at", ""))
        except ValueError:
            return True
        return abs(self.now() - last) >= EVERY  # a clock set back must not stop the learning

    def rankers(self) -> Rankers:
        """What ranks front pages, and the versions there are."""
        from broadsheet.recommend.learning.live import Live

        live = Live(self._rankings.folder)
        found = live.ranker()
        tried = self._noted(_TRIED)
        return Rankers(
            serving=(found or self._linear).version,
            notices=live.notices,
            versions=tuple(self._rankings.cards()),
            tried=str(tried.get("at", "")),
            outcome=str(tried.get("outcome", "")),
        )

    def roll_back_ranking(self, to: str = "") -> Rankers:
        """Let version `to` rank again (`linear` for the weights set by hand), or what ranked before this one.

        Raises `NotFoundError`, `IntegrityError`, and `ConflictError` when there is nothing before.
        """
        if to:
            self._rankings.choose("" if to.startswith("linear") else to)
        else:
            self._rankings.rollback()
        return self.rankers()

    def evaluate_front_page(self) -> Iterator[dict[str, Any]]:
        """Measure rankers on the log, window by window in time; each window as it is done. The whole is kept.

        Compared are the order as served, the linear ranker, what serves now, and a model learnt on all before each
        window. Raises `MissingError` without LightGBM.
        """
        from broadsheet.recommend.learning.log import logged
        from broadsheet.recommend.learning.prequential import prequential

        windows = []
        for window in prequential(logged(self.store, now=self.now()), rankers=self._compared()):
            windows.append(asdict(window))
            yield windows[-1]
        self._note(_EVALUATION, {"at": self.now().isoformat(), "windows": windows})

    def evaluate_data_set(self, folders: Sequence[Path], *, most: int = 0) -> "Iterator[Step | dict[str, Any]]":
        """Measure rankers on the impressions of a data set's folders (MIND, EB-NeRD), as on the log; steps, windows.

        Every impression is ranked by what was known before it. The newest `most` are measured, as many as of a log when
        0. Titles are compared where the embedder can be loaded. Raises `NotFoundError` for a folder that is none,
        `EmptyEvidenceError` where no click is told, `MissingError` without LightGBM, or pyarrow for EB-NeRD.
        """
        from broadsheet.recommend.datasets import folders as data_sets
        from broadsheet.recommend.learning.impressions import MOST, Replayed, replayed
        from broadsheet.recommend.learning.prequential import prequential

        embed = self.embedder.embed if self._can_embed() else None
        articles, shown = data_sets.articles(folders), data_sets.impressions(folders)
        yield Step("impressions", 0, 1)
        for told in replayed(articles, shown, embed=embed, most=most or MOST):
            if isinstance(told, Replayed):
                yield Step("impressions", told.done, told.total)
            else:
                yield from map(asdict, prequential(told, rankers=self._compared()))

    def front_page_evaluation(self) -> dict[str, Any]:
        """The evaluation kept last: `at` and `windows`; empty when there was none."""
        return self._noted(_EVALUATION)

    def ranking_facts(self) -> Iterator[Fact]:
        """What the doctor says of it."""
        from importlib.util import find_spec

        found = self.rankers()
        yield Fact(
            "ranking", found.serving, not found.notices, "; ".join(found.notices) or "broadsheet train front-page"
        )
        learns = find_spec("lightgbm") is not None
        yield Fact(
            "lightgbm", "here" if learns else "not installed", learns, "pip install lightgbm (pages rank without)"
        )

    def _compared(self) -> "dict[str, Ranker]":
        """The rankers that are measured beside a freshly learnt one: the linear, and the version that serves."""
        from broadsheet.recommend.learning.live import Live

        serving = Live(self._rankings.folder).ranker()
        return {"linear": self._linear} | ({"serving": serving} if serving else {})

    def _can_embed(self) -> bool:
        try:
            return self.embedder.dimension > 0
        except MissingError:
            return False

    def _learn_factors(self) -> Iterator[Step]:
        """Learn what readers' acts say articles have in common; pages use it within a second."""
        from broadsheet.recommend.factors.learning import learn_kept

        yield Step("factors", 0, 1)
        catalogue = self.recommender.catalogue()
        learn_kept(self.store, self._rankings.folder, catalogue=catalogue, version=self.now().isoformat())
        yield Step("factors", 1, 1)

    @cached_property
    def _rankings(self) -> "Versions":
        from broadsheet.recommend.learning.versions import Versions

        return Versions(self.home / "recommender")

    @cached_property
    def _linear(self) -> "Linear":
        from broadsheet.recommend.engine import sources_for
        from broadsheet.recommend.ranking.linear import Linear

        return Linear({name: source.WEIGHT for name, source in sources_for(Reader("")).items()})

    def _cut(self) -> tuple[datetime, int]:
        """Up to when and to which act to learn: where a training that was cut off had begun, else up to now.

        Without it nothing could ever be gone on with, for readers never stop.
        """
        kept = self._noted(_CUT)
        try:
            until, last = datetime.fromisoformat(kept["until"]), int(kept["last"])
            if abs(self.now() - until) < _STALE:
                return until, last
        except (KeyError, ValueError, TypeError):
            pass
        now, last = self.now(), self.store.changes.tops()[1]
        self._note(_CUT, {"until": now.isoformat(), "last": last})
        return now, last

    def _note(self, name: str, value: dict[str, Any]) -> None:
        from broadsheet.core.whole_files import written

        written(self._rankings.folder / name, json.dumps(value, ensure_ascii=False).encode())

    def _noted(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads((self._rankings.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
