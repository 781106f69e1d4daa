"""A data set's impressions as samples: each article with the features it would have had at that moment.

The engine is told of every impression after it was counted, never before: so what it is measured on is what nobody knew
yet (prequential). Where nothing says when an article appeared, that is when it was first shown.
"""

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import EmptyEvidenceError, Event, Reader
from broadsheet.recommend.catalogue import Card, Floats
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem
from broadsheet.recommend.engine import Engine, sources_for
from broadsheet.recommend.factors.learning import learn
from broadsheet.recommend.learning.samples import OPENED, PASSED, Samples
from broadsheet.recommend.ranking.features import table

MOST = 30_000
"""The newest impressions that become samples, as many as of a newsroom's own log; those before are only heard of."""
_HEARD = 500_000
"""The newest acts that factors are learnt from: half a gigabyte of them as they are here."""
_OFTEN = 24.0
"""Hours of the data set between two learnings of factors."""
_TOLD = 500
_BATCH = 1_024
_HOUR = 3600.0
_BEFORE = timedelta(days=1)
Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far it is: impressions done of all, and lines that could not be read."""

    done: int
    total: int
    bad: int = 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """An impression in numbers: articles by their id in the engine."""

    reader: str
    at: datetime
    shown: "array[int]"
    clicked: tuple[bool, ...]
    history: "array[int]"


def replayed(
    articles: Iterable[NewsItem | BadLine],
    impressions: Iterable[Impression | BadLine],
    *,
    embed: Embed | None = None,
    most: int = MOST,
) -> Iterator[Replayed | Samples]:
    """Live through the impressions in time's order, telling how far it is; at the end the samples of the newest `most`.

    `embed` turns titles into vectors; without it articles are compared by their categories and readers alone. Raises
    `EmptyEvidenceError` when no impression says what was clicked.
    """
    items = {item.id: item for item in articles if isinstance(item, NewsItem)}
    ids = {name: number for number, name in enumerate(items, start=1)}
    shown, bad = _ordered(impressions, ids)
    if not shown:
        raise EmptyEvidenceError(
            "there is nothing to measure on", found=f"no impression of known articles with its clicks, {bad} bad lines"
        )
    engine = Engine()
    cards = _cards(items.values(), shown)
    yield Replayed(0, len(shown), bad)
    engine.put(cards, vectors=_vectors(cards, embed) if embed else {})
    engine.settle()
    rows = _Rows()
    for done, _ in enumerate(_lived(engine, shown, rows, first=len(shown) - most), start=1):
        if done % _TOLD == 0:
            yield Replayed(done, len(shown), bad)
    yield rows.samples()


def _ordered(impressions: Iterable[Impression | BadLine], ids: dict[str, int]) -> tuple[list[_Shown], int]:
    """The impressions that say what was clicked, oldest first, without articles that are not known."""
    found, bad = [], 0
    for told in impressions:
        if isinstance(told, BadLine):
            bad += 1
            continue
        pairs = [(ids[name], hit) for name, hit in zip(told.shown, told.clicked, strict=False) if name in ids]
        if pairs:
            history = array("q", (ids[name] for name in told.history if name in ids))
            kept = array("q", (id for id, _ in pairs))
            found.append(_Shown(told.reader, told.at, kept, tuple(hit for _, hit in pairs), history))
    return sorted(found, key=lambda one: one.at), bad


def _cards(items: Iterable[NewsItem], shown: Sequence[_Shown]) -> list[Card]:
    first: dict[int, datetime] = {}
    for one in shown:
        for id in one.shown:
            first.setdefault(id, one.at)
    unseen = shown[0].at - 2 * _BEFORE
    return [
        Card(
            id=id,
            hour=(item.published or first.get(id, unseen)).timestamp() / _HOUR,
            title=item.title,
            language=item.language,
            outlet="",
            roots=frozenset({item.category} - {""}),
            tags=tuple(dict.fromkeys(tag.casefold() for tag in (item.category, item.subcategory) if tag)),
            length=len(item.text),
        )
        for id, item in enumerate(items, start=1)
    ]


def _vectors(cards: Sequence[Card], embed: Embed) -> dict[int, Floats]:
    found: dict[int, Floats] = {}
    for start in range(0, len(cards), _BATCH):
        some = cards[start : start + _BATCH]
        found |= {card.id: row for card, row in zip(some, embed([c.title or " " for c in some]), strict=True)}
    return found


def _lived(engine: Engine, shown: Sequence[_Shown], rows: "_Rows", *, first: int) -> Iterator[None]:
    """Each impression, from `first` on measured before the engine hears of it."""
    known: set[str] = set()
    heard: deque[Event] = deque(maxlen=_HEARD)
    due = shown[0].at + timedelta(hours=_OFTEN)
    for place, one in enumerate(shown):
        if one.at >= due:
            engine.factors = learn(heard, catalogue=engine.catalogue(), version=one.at.isoformat())
            due = one.at + timedelta(hours=_OFTEN)
        acts = [] if one.reader in known else _past(one, began=shown[0].at)
        known.add(one.reader)
        engine.take(acts)
        if place >= first:
            rows.add(engine, one)
        seen = _acts(one, place)
        engine.take(seen)
        heard.extend((*acts, *seen))
        yield


def _past(one: _Shown, *, began: datetime) -> list[Event]:
    """What the reader had read before the data set begins, in its order."""
    at = began - _BEFORE
    return [
        Event(f"{one.reader}-{place}", one.reader, "click", at + timedelta(seconds=place), id)
        for place, id in enumerate(one.history)
    ]


def _acts(one: _Shown, place: int) -> list[Event]:
    pairs = list(zip(one.shown, one.clicked, strict=True))
    seen = [Event(f"{place}-{id}", one.reader, "view", one.at, id) for id, _ in pairs]
    return seen + [Event(f"{place}-{id}-", one.reader, "click", one.at, id) for id, hit in pairs if hit]


class _Rows:
    """The samples as they come."""

    def __init__(self) -> None:
        self._tables: list[tuple[tuple[str, ...], Floats]] = []
        self._grades: list[NDArray[np.int8]] = []
        self._hours: list[float] = []
        self._readers: dict[str, int] = {}
        self._reader: list[int] = []

    def add(self, engine: Engine, one: _Shown) -> None:
        """Count an impression with what the engine knows now."""
        reader = Reader(one.reader)
        view = engine.view(reader, now=one.at.astimezone(UTC))
        rows = view.catalogue.index.find(list(one.shown))
        order = np.argsort(rows, kind="stable")
        made = table(view, reader, rows[order], sources=sources_for(reader), language="en")
        features = np.empty((len(rows), len(made.columns)), dtype=np.float32)
        features[order] = np.stack(list(made.columns.values()), axis=1)
        self._tables.append((tuple(made.columns), features))
        self._grades.append(np.where(one.clicked, OPENED, PASSED).astype(np.int8))
        self._hours.append(one.at.timestamp() / _HOUR)
        self._reader.append(self._readers.setdefault(one.reader, len(self._readers)))

    def samples(self) -> Samples:
        """All of them; every place is the first, for a data set does not say where on a page an article stood."""
        sizes = np.array([len(some) for some in self._grades])
        total = int(sizes.sum())
        columns = tuple(sorted({name for names, _ in self._tables for name in names}))
        return Samples(
            columns=columns,
            features=np.concatenate([_in_order(names, some, columns) for names, some in self._tables]),
            grades=np.concatenate(self._grades),
            positions=np.ones(total, dtype=np.int32),
            propensities=np.ones(total),
            explored=np.zeros(total, dtype=bool),
            page=np.repeat(np.arange(len(sizes)), sizes),
            hours=np.array(self._hours),
            readers=np.array(self._reader, dtype=np.int64),
            keys=tuple(str(place) for place in range(len(sizes))),
        )


def _in_order(names: Sequence[str], features: Floats, columns: Sequence[str]) -> Floats:
    """The features under `columns`; one that is not there is 0, as for a reader of whom nothing is known yet."""
    found = np.zeros((len(features), len(columns)), dtype=np.float32)
    found[:, [columns.index(name) for name in names]] = features
    return found
