"""Learning factors: alternating least squares over what readers opened and what they were shown.

Alternating least squares on implicit feedback (Hu, Koren and Volinsky, ICDM 2008), with three changes. What was shown
and passed over counts against an article by how much it was shown (He et al., SIGIR 2016, weight by popularity), so
that an article nobody was offered is not taken for one nobody wants. The factors of an article are drawn not to zero
but to what its text predicts (Agarwal and Chen, KDD 2009), so one without acts has factors, and the text gives way as
acts come in. And where it is known what a reader was shown, half of what counts against articles is what this very
reader passed over, in learning as when they are folded in; the rest is what readers are shown on average.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.factors.acts import Acts
from broadsheet.recommend.factors.factors import OWN, Factors, Floats, Ints, with_one

_CHUNK = 4_000_000
"""Numbers gathered at once: 16 MB, which stays in the cache of a small machine."""
_TOGETHER = 2_048
"""Small systems solved at once."""
_SURE = 20.0
"""The acts at which an article counts half of what it may in the regression on texts."""
_TEXT_RIDGE = 3.0
"""In articles: a language with fewer texts than a few of these learns nothing from them."""
_PULL = (1.0, 64.0)
"""The least and the most articles are drawn to their texts, in acts: some, that there is one answer, and not only."""
_AGAIN = 2
"""Rounds that are enough from factors of an hour ago."""


@dataclass(frozen=True, slots=True)
class FactorOptions:
    """How factors are learnt.

    `size` is the number of factors, `rounds` the passes over readers and articles, `opened` the weight of an act over
    that of a place shown and passed over, `ridge` the pull of readers to zero and `prior` that of articles to their
    text where texts tell half of the variance of factors, both in acts: with what they tell it grows and falls. The
    values are the best of a dozen in the simulator's mixture world.
    """

    size: int = 32
    rounds: int = 6
    opened: float = 1.0
    ridge: float = 8.0
    prior: float = 16.0
    seed: int = 7


STANDARD = FactorOptions()


def fit(
    acts: Acts, *, embeddings: Floats, version: str, options: FactorOptions = STANDARD, start: Factors | None = None
) -> Factors:
    """The factors of the articles of `acts` (n) with `embeddings` (n, d), zeros for one without.

    From `start`, factors of before, two rounds are enough, for new articles begin at what their text predicts; it is
    passed over when it is of another shape. Deterministic.
    """
    rng = np.random.default_rng(options.seed)
    count, rows = len(acts.ids), with_one(embeddings)
    content = _Regression(rows, counts=np.bincount(acts.article, weights=acts.weight, minlength=count))
    offered = (acts.shown / max(acts.readers, 1)).astype(np.float32)
    by_reader, by_article = _sides(acts, opened=options.opened)
    left = np.ones(acts.readers, dtype=np.float32)
    left[acts.seen.reader] = 1.0 - OWN
    vectors = (0.1 * rng.normal(size=(count, options.size))).astype(np.float32)
    text = np.zeros((rows.shape[1], options.size), dtype=np.float32)
    warm = start is not None and start.text.shape == text.shape
    if start is not None and warm:
        vectors, text = start.of(acts.ids, embed=lambda places: embeddings[places]), start.text
    eye = np.eye(options.size, dtype=np.float32)
    prior = float(np.clip(options.prior * content.tells(vectors, text), *_PULL)) if warm else options.prior
    for _ in range(_AGAIN if warm else options.rounds):
        pull = _Pull(scale=left, gram=_gram(vectors, offered), ridge=options.ridge * eye)
        people = _solved(by_reader, vectors, pull=pull)
        pull = _Pull(scale=offered, gram=_gram(people, left), ridge=prior * eye, towards=prior * (rows @ text))
        vectors = _solved(by_article, people, pull=pull)
        text = content.onto(vectors)
        prior = float(np.clip(options.prior * content.tells(vectors, text), *_PULL))
    return Factors(acts.ids, vectors, text, _gram(vectors, offered), (options.opened, options.ridge), version)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """One side's rows, ordered: those of `keys[i]` are `others[starts[i]:starts[i + 1]]`.

    `heavy` is what each weighs, opened or passed over, and `wanted` how much it draws towards it: 0 if passed over.
    """

    keys: Ints
    starts: Ints
    others: Ints
    heavy: Floats
    wanted: Floats
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class _Pull:
    """What counts beside the rows: `scale` (count,) of the `gram` matrix, a `ridge`, and what it is drawn `towards`."""

    scale: Floats
    gram: Floats
    ridge: Floats
    towards: Floats | None = None


class _Regression:
    """Ridge regression of factors on content, each article counting by its acts; factorised once for all rounds."""

    def __init__(self, rows: Floats, *, counts: NDArray[Any]) -> None:
        self._rows, self._sure = rows, counts / (counts + _SURE)
        self._weighted = (rows * self._sure[:, None]).astype(np.float32)
        against = self._weighted.T @ rows
        self._left = against + _TEXT_RIDGE * np.eye(rows.shape[1], dtype=np.float32)
        self._free = float(np.trace(np.linalg.solve(self._left, against)))

    def onto(self, vectors: Floats) -> Floats:
        """The map (d, k) that tells factors from content best."""
        found: Floats = np.linalg.solve(self._left, self._weighted.T @ vectors).astype(np.float32)
        return found

    def tells(self, vectors: Floats, text: Floats) -> float:
        """How much of the variance of factors `text` tells, over what it doesn't; 0 for nothing.

        Less what any numbers would tell of so few articles (the adjusted coefficient of determination).
        """
        articles = float(self._sure.sum())
        if articles <= self._free + 1.0:
            return 0.0
        middle = self._sure @ vectors / articles
        varies = float(self._sure @ ((vectors - middle) ** 2).sum(axis=1)) / (articles - 1.0)
        left = float(self._sure @ ((vectors - self._rows @ text) ** 2).sum(axis=1)) / (articles - self._free)
        return max(varies / left - 1.0, 0.0) if left > 0 else 0.0


def _gram(vectors: Floats, weights: Floats) -> Floats:
    """The weighted Gram matrix (k, k)."""
    found: Floats = ((vectors * weights[:, None]).T @ vectors).astype(np.float32)
    return found


def _sides(acts: Acts, *, opened: float) -> tuple[_Rows, _Rows]:
    """What was opened and what was seen, by reader and by article."""
    seen = acts.seen
    readers, articles = np.concatenate([acts.reader, seen.reader]), np.concatenate([acts.article, seen.article])
    heavy = np.concatenate([opened * acts.weight, OWN * seen.times]).astype(np.float32)
    wanted = np.concatenate([(opened + 1.0) * acts.weight, np.zeros(len(seen.times))]).astype(np.float32)

    def grouped(keys: Ints, others: Ints, count: int) -> _Rows:
        order = np.argsort(keys, kind="stable")
        present, starts = np.unique(keys[order], return_index=True)
        starts = np.append(starts, len(order)).astype(np.int64)
        return _Rows(present, starts, others[order], heavy[order], wanted[order], count)

    return grouped(readers, articles, acts.readers), grouped(articles, readers, len(acts.ids))


def _solved(rows: _Rows, vectors: Floats, *, pull: _Pull) -> Floats:
    """The factors of one side, all others given: one small solve each, in batches of like length."""
    size = vectors.shape[1]
    found = np.zeros((rows.count, size), dtype=np.float32)
    if pull.towards is not None:
        alone = pull.scale[:, None, None] * pull.gram + pull.ridge
        found[:] = np.linalg.solve(alone, pull.towards[:, :, None])[:, :, 0]
    for chunk in _batches(np.diff(rows.starts), most=_CHUNK // size):
        keys = rows.keys[chunk]
        near, heavy, wanted = _gathered(rows, chunk, vectors)
        left = (near * heavy[:, :, None]).transpose(0, 2, 1) @ near
        left += pull.scale[keys, None, None] * pull.gram + pull.ridge
        right = (wanted[:, None, :] @ near)[:, 0]
        if pull.towards is not None:
            right += pull.towards[keys]
        found[keys] = np.linalg.solve(left, right[:, :, None])[:, :, 0]
    return found


def _batches(lengths: Ints, *, most: int) -> Iterator[Ints]:
    """Places of like length together, so many that length times their number stays within `most`."""
    order = np.argsort(lengths, kind="stable")
    at = 0
    while at < len(order):
        until = at + 1
        while until < len(order) and (until - at + 1) * lengths[order[until]] <= most and until - at < _TOGETHER:
            until += 1
        yield order[at:until]
        at = until


def _gathered(rows: _Rows, chunk: Ints, vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """The vectors (b, longest, k) of a batch with what they weigh and draw (b, longest), padded with nothing."""
    lengths = rows.starts[chunk + 1] - rows.starts[chunk]
    steps = np.arange(int(lengths.max()))
    there = steps < lengths[:, None]
    places = np.where(there, rows.starts[chunk][:, None] + steps, 0)
    near: Floats = vectors[rows.others[places]]
    return near, np.where(there, rows.heavy[places], np.float32(0)), np.where(there, rows.wanted[places], np.float32(0))
