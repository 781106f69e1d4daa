"""What machines among the readers can do: to what is popular and opened together, and to what is learnt.

    python -m evals poisoned_log
    python -m evals.poisoned_log        also unbounded training, and floods of invented readers by their number

In a world with known truth, whose readers looked and clicked for fourteen days, a machine pushes five articles that
next to nobody wants in the last six hours. `one_reader` clicks a thousand times under one name; `one_reader_paired`
clicks what is popular in between, to be seen opened together with it; `one_reader_passing` has the five best articles
before it a thousand times each and opens none; `invented_N` are N names that open the five once each, N as a share of
the readers. `unreached` is 1 less the share of readers whose page of thirty has one of the five beyond those whose page
would have had one anyway; `worth_kept` is the true worth of all pages by that of the clean log.

The learner's figures are of logs of drawn pages (`evals._click_logs`): one reader adds 1,000 pages to 3,000 and opens
what they like least. `learner.kept` is nDCG@10 by the true chances beside that learnt from the clean log, both as the
newsroom bounds them (`learning.log.fairly`); `learner.bounded` is the clean log so bounded by the same unbounded.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from evals._click_logs import COLUMNS, SLOTS, Drawn, draw, interest
from evals._worlds import SEED, Story, story
from evals.recommend_pages import cards, moment, opened_pages

from broadsheet.core import Event, Served
from broadsheet.recommend.engine import Engine
from broadsheet.recommend.learning.fitting import Fitted, fit
from broadsheet.recommend.learning.log import fairly
from broadsheet.recommend.learning.measures import scores
from broadsheet.recommend.learning.samples import samples
from broadsheet.recommend.measuring.ranking import ndcg
from broadsheet.recommend.ranking.trees import Trees
from broadsheet.recommend.simulator.mixture import mixture
from broadsheet.recommend.simulator.play import play
from broadsheet.recommend.simulator.policies import PlainSite
from broadsheet.recommend.simulator.world import Size

DATA = ("_worlds.py",)
_SIZE = Size(readers=600, articles=600)
_TARGETS, _CLICKS, _HOURS = 5, 1_000, 6.0
_SHARES = (0.01, 0.05)
"""Of the readers, how many are invented: 6 and 30."""
_PAGES, _TESTED, _BOT = 3_000, 600, "machine"


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What is attacked: a story, all acts in it, the articles that are pushed and the best, and who is judged."""

    told: Story
    acts: Sequence[Event]
    worst: Sequence[int]
    best: Sequence[int]


def figures(_path: Path) -> dict[str, float]:
    """The harm of each attack, as what is left."""
    field = made()
    found = dict(harms(field, attacks(field, shares=_SHARES)))
    return found | {f"learner.{name}": value for name, value in learner().items() if name != "unbounded"}


def made() -> Field:
    """The clean log. Pushed are articles of the last day whose readers would open them least."""
    told = story("mixture", _SIZE)
    ages = told.world.end - told.world.observed.hours
    young = np.flatnonzero((ages > _HOURS) & (ages < 24.0))
    order = young[np.argsort(told.truth[:, young].mean(axis=0))]
    return Field(told, _acts(told), order[:_TARGETS].tolist(), order[-_TARGETS:].tolist())


def attacks(field: Field, *, shares: Sequence[float]) -> Mapping[str, list[Event]]:
    """What machines add, by name."""
    alone = [(_BOT, field.worst[n % _TARGETS]) for n in range(_CLICKS)]
    paired = [(_BOT, (field.worst, field.best)[n % 2][n // 2 % _TARGETS]) for n in range(_CLICKS)]
    found = {"one_reader": _done("click", alone), "one_reader_paired": _done("click", paired)}
    found["one_reader_passing"] = _done("view", [(_BOT, one) for one in field.best for _ in range(_CLICKS)])
    for share in shares:
        names = [f"{_BOT} {n}" for n in range(round(share * field.told.world.size.readers))]
        found[f"invented_{share:.0%}"] = _done("click", [(name, one) for name in names for one in field.worst])
    end = moment(field.told.world.end)
    return {
        name: [replace(act, at=end - timedelta(hours=_HOURS * (1 - n / len(some)))) for n, act in enumerate(some)]
        for name, some in found.items()
    }


def harms(field: Field, against: Mapping[str, list[Event]]) -> Iterator[tuple[str, float]]:
    """Of each attack, who is not reached by what it pushes and what pages are still worth."""
    clean = _pages(field, ())
    for name, acts in against.items():
        pages = _pages(field, acts)
        yield f"{name}.unreached", 1.0 - max(_reached(field, pages) - _reached(field, clean), 0.0)
        yield f"{name}.worth_kept", _worth(field, pages) / _worth(field, clean)


def learner() -> dict[str, float]:
    """What the learnt ranker keeps, and what it would (`unbounded`) if a reader's pages were not bounded."""
    clean, test = draw(_PAGES, seed=1), draw(_TESTED, seed=2)
    bots = _contrary(draw(1_000, seed=3))
    poisoned = Drawn(
        sorted([*clean.pages, *bots.pages], key=lambda page: page.at), [*clean.acts, *bots.acts], clean.chances
    )
    every, bounded = (_learnt(clean, test, keep=keep) for keep in (list, fairly))
    return {
        "kept": _learnt(poisoned, test, keep=fairly) / bounded,
        "bounded": bounded / every,
        "unbounded": _learnt(poisoned, test, keep=list) / every,
    }


def _contrary(log: Drawn) -> Drawn:
    """The same pages as one reader's who opens the third of each that is wanted least."""
    pages, acts = [], []
    for page in log.pages:
        own = replace(page, key=f"m-{page.key}", reader=_BOT)
        pages.append(own)
        wanted = interest(np.array([item.features for item in own.items]).reshape(SLOTS, len(COLUMNS)))
        for slot in np.argsort(wanted)[: SLOTS // 3].tolist():
            item, key = own.items[slot], f"{own.key}-{slot}"
            acts.append(Event(key, _BOT, "click", own.at, item.article, page=own.key, position=item.position))
    return Drawn(pages, acts, log.chances)


def _learnt(log: Drawn, test: Drawn, *, keep: Callable[[list[Served]], list[Served]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        *_, model = fit(samples(keep(log.pages), log.acts), folder=Path(folder))
    assert isinstance(model, Fitted)
    given = scores(Trees(model.text, version="", columns=model.columns), samples(test.pages, ()))
    pairs = zip(test.chances, np.asarray(given).reshape(-1, SLOTS), strict=True)
    return float(np.mean([ndcg(np.log2(1 + chances), row, 10) for chances, row in pairs]))


def _acts(told: Story) -> list[Event]:
    """What `evals._worlds` tells of once more, act by act in time's order."""
    world, found = mixture(_SIZE, seed=SEED), []
    rng, looked = np.random.default_rng(SEED), world.examined(_SIZE.slots)
    for visits in play(world, PlainSite(world, seed=SEED), seed=SEED):
        seen = (rng.random(visits.pages.shape) < looked) | visits.clicked
        at = moment(visits.hour)
        for row, slot in np.argwhere(seen & (visits.pages >= 0)).tolist():
            name, article = f"r{visits.readers[row]}", int(visits.pages[row, slot]) + 1
            found.append(Event("", name, "view", at, article=article))
            if visits.clicked[row, slot]:
                found.append(Event("", name, "click", at, article=article))
    assert sum(act.action == "click" for act in found) == len(told.reader)
    return found


def _done(action: str, pairs: Sequence[tuple[str, int]]) -> list[Event]:
    return [Event("", name, action, moment(0.0), article=one + 1) for name, one in pairs]  # type: ignore[arg-type]


def _pages(field: Field, more: Sequence[Event]) -> list[list[int]]:
    past: dict[str, list[Event]] = {}
    for act in field.acts:
        past.setdefault(act.reader, []).append(act)
    engine = Engine(past=lambda name: enumerate(past.get(name, ()), start=1))
    engine.put(cards(field.told), vectors=dict(enumerate(field.told.world.observed.vectors, start=1)))
    engine.take(sorted([*field.acts, *more], key=lambda act: act.at))
    return [page for page, _ in opened_pages(engine, field.told)]


def _reached(field: Field, pages: Sequence[Sequence[int]]) -> float:
    return float(np.mean([bool(set(page) & set(field.worst)) for page in pages]))


def _worth(field: Field, pages: Sequence[Sequence[int]]) -> float:
    return float(np.mean([field.told.truth[n, list(page)].mean() for n, page in enumerate(pages)]))


def main() -> None:
    """Print every figure, with more floods and with training that is not bounded."""
    field = made()
    for name, value in harms(field, attacks(field, shares=(*_SHARES, 0.1, 0.25, 1.0))):
        print(f"{name:36} {value:.3f}", flush=True)
    for name, value in learner().items():
        print(f"learner.{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
