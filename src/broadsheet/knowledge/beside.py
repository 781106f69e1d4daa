"""Reports in two languages that stand beside each other: of one story, or near in time and meaning."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.store import Store

LANGUAGES = ("zh", "en")
NEAR = timedelta(days=5)  # reports of one event in two languages lie seldom further apart
# Cosine from which two reports are compared: of the sample wire's pairs one in thirty is above, of one event's most.
LEAST = 0.38
NEAREST = 4  # reports in the other language that one is compared with
MOST = 20_000  # reports in the other language that are looked through at once: 20 MB of vectors
Pairs = set[tuple[int, int]]
Matrix = NDArray[np.float32]


def beside(store: Store, articles: Sequence[int], *, model: str) -> Pairs:
    """The pairs that any of `articles` is in, (Chinese, English); `model` names the vectors that say what is near."""
    written = store.alignments.written(articles)
    return _told(store, articles) | set(_near(store, written, model=model))


def _told(store: Store, articles: Sequence[int]) -> Pairs:
    mine = store.stories.of_articles(articles)
    stories = store.stories.get_many(sorted(set(mine.values())))
    members = {s.id: s.value.articles for s in stories}
    spoken = store.alignments.written(sorted({a for found in members.values() for a in found}))
    asked = set(articles)
    found: Pairs = set()
    for of_one in members.values():
        by_language: dict[str, list[int]] = defaultdict(list)
        for article in of_one:
            if article in spoken:
                by_language[spoken[article][0]].append(article)
        found |= {(z, e) for z in by_language["zh"] for e in by_language["en"] if z in asked or e in asked}
    return found


def _near(store: Store, written: Mapping[int, tuple[str, datetime]], *, model: str) -> Iterator[tuple[int, int]]:
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        mine = [a for a, (spoken, _) in written.items() if spoken == language]
        times = [written[a][1] for a in mine]
        if not mine:
            continue
        theirs = store.alignments.within(min(times) - NEAR, max(times) + NEAR, language=other, limit=MOST)
        when = store.alignments.written(theirs)
        for one, found in _nearest(*_unit(store, model, mine), *_unit(store, model, theirs)):
            close = [a for a in found if abs(when[a][1] - written[one][1]) <= NEAR]
            yield from (((one, a) if language == "zh" else (a, one)) for a in close[:NEAREST])


def _unit(store: Store, model: str, ids: Sequence[int]) -> tuple[list[int], Matrix]:
    """The ids that have vectors and those at length 1."""
    found, matrix = store.vectors.load(model, ids)
    return found, matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9) if found else matrix


def _nearest(
    ids: Sequence[int], mine: Matrix, others: Sequence[int], theirs: Matrix
) -> Iterator[tuple[int, list[int]]]:
    """For each of `ids` the `others` that are near, the nearest first."""
    if not len(mine) or not len(theirs):
        return
    for start in range(0, len(ids), 256):
        cosines = mine[start : start + 256] @ theirs.T
        for row, id in zip(cosines, ids[start : start + 256], strict=True):
            above = np.flatnonzero(row >= LEAST)
            yield id, [others[i] for i in above[np.argsort(-row[above], kind="stable")]]
