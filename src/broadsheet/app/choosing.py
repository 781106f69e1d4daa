"""Choosing what to label next: the articles whose label would teach an analysis most."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.app.owning import OwnAnalyses
from broadsheet.core import Article, Stored

# Articles looked at: half are the newest, which an editor knows, half are drawn from the whole archive.
POOL = 400
# Of those that were not read since the last training so many are read now: each takes some milliseconds.
READ = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article without a label, what the analysis says of it (`guess` is empty before a training), and why.

    `doubt` is 1 minus the distance between the two likeliest labels: 1 is a coin's throw.
    """

    article: int
    title: str
    value: Article
    guess: str
    score: float
    doubt: float
    parts: tuple[dict[str, Any], ...]


class Choosing(OwnAnalyses):
    """The part of the newsroom that asks for labels."""

    def next_to_label(self, name: str, *, n: int = 1, skip: Sequence[int] = ()) -> list[Candidate]:
        """Up to `n` articles without a label under `name`, those the analysis doubts most first.

        Margin sampling (Scheffer et al. 2001); before a training they are drawn from the archive. `skip` is left out.
        """
        ids = self._pool(name, skip)
        own = self.own_analyses().get(name)
        if own is None:
            return [self._candidate(stored, {}) for stored in self.store.articles.get_many(ids[:n])]
        notes = {id: said[name] for id, said in self.store.annotations.of(ids).items() if said.get(name)}
        for stored in self.store.articles.get_many([id for id in ids if id not in notes][:READ]):
            notes[stored.id] = own.analyse(stored.value)
        doubted = sorted(notes, key=lambda id: (-_doubt(notes[id]), id))[:n]
        found = {stored.id: stored for stored in self.store.articles.get_many(doubted)}
        return [self._candidate(found[id], own.analyse(found[id].value)) for id in doubted if id in found]

    def to_label(self, name: str, article: int) -> Candidate:
        """The article with that id as one to label, whether it has a label or not; raises `NotFoundError`."""
        stored = self.article(article)
        own = self.own_analyses().get(name)
        return self._candidate(stored, own.analyse(stored.value) if own else {})

    def _pool(self, name: str, skip: Sequence[int]) -> list[int]:
        """Articles that may be asked about, newest and drawn ones in turn; the same until a label is given."""
        labelled = self.store.labels.articles(name) | set(skip)
        free = [id for id in self.store.articles.ids() if id not in labelled]
        dealer = random.Random(len(labelled))
        newest = sorted(free, reverse=True)[: POOL // 2]
        drawn = dealer.sample(free, min(len(free), POOL // 2))
        return list(dict.fromkeys(id for pair in zip(drawn, newest, strict=False) for id in pair))

    def _candidate(self, stored: Stored[Article], said: dict[str, Any]) -> Candidate:
        return Candidate(
            stored.id,
            stored.value.title,
            stored.value,
            str(said.get("label", "")),
            float(said.get("score", 0.0)),
            _doubt(said) if said else 1.0,
            tuple(said.get("parts", ())),
        )


def _doubt(said: dict[str, Any]) -> float:
    others = said.get("others") or [{"score": 0.0}]
    return round(1 - (float(said["score"]) - float(others[0]["score"])), 4)
