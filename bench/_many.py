"""Many articles made of a few: paragraphs dealt anew, seeded, so that a hundred thousand can be had of any corpus.

What is made keeps the words, their frequencies and the two languages of its source; that neighbouring paragraphs belong
together is lost, which neither a full-text index nor a signature looks at.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Article

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=700)
NOISE = 0.6
"""Length of the random part of a vector beside its unit-length mixture.

It is drawn with the covariance of the source, so that the made ones fill the same few directions as real ones do.
"""


def many(articles: Sequence[Article], n: int, *, seed: int = 7) -> Iterator[tuple[Article, tuple[int, ...]]]:
    """`n` articles, each with the places in `articles` of those whose paragraphs and title it is made of."""
    dice = random.Random(seed)
    tongues = _by_language(articles)
    places = [i for i, a in enumerate(articles) if a.text]
    for number in range(n):
        first = dice.choice(places)
        second = dice.choice(tongues[articles[first].language])
        yield _dealt(number, articles[first], articles[second], dice=dice), (first, second)


def vectors(
    made: Sequence[tuple[int, ...]], source: NDArray[np.float32], *, seed: int = 7, noise: float = NOISE
) -> NDArray[np.float32]:
    """A unit row for each of `made` (places in `source`, whose rows are of length one): their mean and some noise."""
    chance = np.random.default_rng(seed)
    rows = source[[m[0] for m in made]] * 0.7 + source[[m[1] for m in made]] * 0.3
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    strength, directions = np.linalg.eigh(np.cov(source, rowvar=False))
    shape = directions * np.sqrt(np.maximum(strength, 0.0) / max(strength.sum(), 1e-9))
    rows += noise * (chance.standard_normal(rows.shape) @ shape.T)
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _by_language(articles: Sequence[Article]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, article in enumerate(articles):
        if article.text:
            found.setdefault(article.language, []).append(place)
    return found


def _dealt(number: int, first: Article, second: Article, *, dice: random.Random) -> Article:
    """Half the paragraphs of each, under the words of both titles."""
    paragraphs = [p for a in (first, second) for p in a.text.split("\n") if p.strip()]
    kept = dice.sample(paragraphs, max(1, len(paragraphs) // 2))
    gap = "" if first.language == "zh" else " "
    a, b = (x.title.split() if gap else list(x.title) for x in (first, second))
    title = gap.join([*a[: len(a) // 2 + 1], *b[len(b) // 2 :]])
    return replace(
        first,
        title=title or f"{number}",
        text="\n\n".join([*kept, f"{number}"]),
        url=f"https://many.example/{number}",
        published=FIRST + SPAN * dice.random(),
    )
