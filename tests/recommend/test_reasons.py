"""Whether reasons are true: the page is laid out again without the cause, and the article must stand lower."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from broadsheet.core import Reader
from broadsheet.recommend.crowd import Crowd
from broadsheet.recommend.engine import CANDIDATES
from broadsheet.recommend.pages.layout import lay_out
from broadsheet.recommend.pages.reasons import causes
from broadsheet.recommend.profile import profile
from broadsheet.recommend.ranking.rank import Ranked, rank
from broadsheet.recommend.recommender import Recommender
from broadsheet.recommend.view import View
from broadsheet.store import Store
from tests.recommend.newsroom import MODEL, NOW, act, clicks, of_subject, story

N = 12


def view_of(kept: Store, reader: Reader, *, now: datetime) -> View:
    recommender = Recommender(kept, model=MODEL)
    recommender.front_page(reader, now=now)
    catalogue = recommender.engine.view(reader, now=now).catalogue
    crowd = Crowd()
    crowd.take(event for _, event in kept.events.since(0))
    known = profile(reader, kept.events.of(reader.name), catalogue=catalogue)
    return View(catalogue, known, crowd.share(catalogue), now.timestamp() / 3600)


def without(ranked: Ranked, row: int, part: str) -> Ranked:
    values = np.where(ranked.rows == row, np.float32(0), ranked.parts[part])
    return replace(ranked, parts={**ranked.parts, part: values})


@pytest.mark.parametrize("follows", [(), ("science",)])
def test_an_article_stands_lower_without_the_cause_that_is_named(kept: Store, follows: tuple[str, ...]) -> None:
    kept.stories.replace([story(1, 2, 3), story(7, 11)])
    kept.events.add([*clicks("ann", 5, *of_subject("economy", kept)[3:5]), act("ann", "view", 9)])
    kept.events.add([act(f"reader-{i}", "click", 16) for i in range(20)])
    reader = Reader("ann", topics=follows)
    view = view_of(kept, reader, now=NOW)
    sources = {name: CANDIDATES.load(name) for name in CANDIDATES.names()}
    ranked = rank(view, reader, sources=sources, language="en")
    slots = lay_out(ranked, view.catalogue, n=N + 1, top=view.profile.top)
    named = list(zip(slots, causes(slots, sources=sources), strict=True))[:N]
    assert sum(bool(cause) for _, cause in named) >= 0.9 * N
    for place, (slot, cause) in enumerate(named):
        if cause in sources:
            again = lay_out(without(ranked, slot.row, cause), view.catalogue, n=N + 1, top=view.profile.top)
            assert slot.row not in [s.row for s in again[: place + 1]]
