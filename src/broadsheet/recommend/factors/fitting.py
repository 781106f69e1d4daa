"""Learning factors: alternating least squares over what readers opened and what they were shown.

Alternating least squares on implicit feedback (Hu, Koren and Volinsky, ICDM 2008), with two changes. What was shown and
passed over counts against an article by how much it was shown (He et al., SIGIR 2016, weight by popularity), so that an
article nobody was offered is not taken for one nobody wants: in the simulator that alone goes from 51 % of the way from
popularity to the oracle to 61 %. And the factors of an article are drawn not to zero but to what its text predicts
(Agarwal and Chen, KDD 2009), so one without acts has factors, and the text gives way as acts come in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.factors.acts import Acts
from broadsheet.recommend.factors.factors import Factors, Floats, Ints, with_one

_CHUNK = 4_000_000
"""Numbers gathered at once: 16 MB, which stays in the cache of a small machine."""
_TOGETHER = 2_048
"""Small systems solved at once."""
_SURE = 20.0
"""The acts at which an article counts half of what it may in the regression on texts."""
_TEXT_RIDGE = 3.0
"""In articles: a language with fewer texts than a few of these learns nothing from them."""
_AGAIN = 2
"""Rounds that are enough from factors of an hour ago."""


@dataclass(frozen=True, slots=True)
class FactorOptions:
    """How factors are learnt.

    `size` is the number of factors, `rounds` the passes over readers and articles, `opened` the weight of an act over
    that of a place shown and passed over, `ridge` the pull of readers to zero and `prior` that of articles to their
    text, both in acts. The values are the best of a dozen in the simulator's mixture world.
    """

    size: int = 32
    rounds: int = 6
    opened: float = 1.0
    ridge: float = 4.0
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
    by_reader = _grouped(acts.reader, acts.article, weights=acts.weight, count=acts.readers)
    by_article = _grouped(acts.article, acts.reader, weights=acts.weight, count=count)
    vectors = (0.1 * rng.normal(size=(count, options.size))).astype(np.float32)
    text = np.zeros((rows.shape[1], options.size), dtype=np.float32)
    warm = start is not None and start.text.shape == text.shape
    if start is not None and warm:
        vectors, text = start.of(acts.ids, embed=lambda places: embeddings[places]), start.text
    eye = np.eye(options.size, dtype=np.float32)
    for _ in range(_AGAIN if warm else options.rounds):
        against = (vectors * offered[:, None]).T @ vectors + options.ridge * eye
        people = _solved(by_reader, vectors, gram=against, opened=options.opened)
        pull = _Pull(scale=offered, ridge=options.prior * eye, towards=options.prior * (rows @ text))
        vectors = _solved(by_article, people, gram=people.T @ people, opened=options.opened, pull=pull)
        text = content.onto(vectors)
    gram = (vectors * offered[:, None]).T @ vectors
    return Factors(acts.ids, vectors, text, gram.astype(np.float32), (options.opened, options.ridge), version)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Acts in the order of one side: those of `key[i]` are `others[start[i]:start[i + 1]]` with their weights."""

    keys: Ints
    starts: Ints
    others: Ints
    weights: Floats
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class _Pull:
    """What articles have that readers have not: their own `scale` of the Gram matrix, and what they are drawn to."""

    scale: Floats
    ridge: Floats
    towards: Floats


class _Regression:
    """Ridge regression of factors on content, each article counting by its acts; factorised once for all rounds."""

    def __init__(self, rows: Floats, *, counts: NDArray[Any]) -> None:
        self._weighted = (rows * (counts / (counts + _SURE))[:, None]).astype(np.float32)
        self._left = self._weighted.T @ rows + _TEXT_RIDGE * np.eye(rows.shape[1], dtype=np.float32)

    def onto(self, vectors: Floats) -> Floats:
        """The map (d, k) that tells factors from content best."""
        found: Floats = np.linalg.solve(self._left, self._weighted.T @ vectors).astype(np.float32)
        return found


def _grouped(keys: Ints, others: Ints, *, weights: Floats, count: int) -> _Rows:
    order = np.argsort(keys, kind="stable")
    present, starts = np.unique(keys[order], return_index=True)
    return _Rows(present, np.append(starts, len(order)).astype(np.int64), others[order], weights[order], count)


def _solved(rows: _Rows, vectors: Floats, *, gram: Floats, opened: float, pull: _Pull | None = None) -> Floats:
    """The factors of one side, all others given: one small solve each, in batches of like length."""
    size = vectors.shape[1]
    found = np.zeros((rows.count, size), dtype=np.float32)
    if pull is not None:
        found[:] = np.linalg.solve(pull.scale[:, None, None] * gram + pull.ridge, pull.towards[:, :, None])[:, :, 0]
    for chunk in _batches(np.diff(rows.starts), most=_CHUNK // size):
        keys = rows.keys[chunk]
        near, heavy = _gathered(rows, chunk, vectors, opened=opened)
        left = (near * heavy[:, :, None]).transpose(0, 2, 1) @ near
        right = (heavy[:, None, :] @ near)[:, 0] * np.float32(1.0 + 1.0 / opened)
        if pull is None:
            left += gram
        else:
            left += pull.scale[keys, None, None] * gram + pull.ridge
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


def _gathered(rows: _Rows, chunk: Ints, vectors: Floats, *, opened: float) -> tuple[Floats, Floats]:
    """The vectors (b, longest, k) and heavy weights (b, longest) of a batch, padded with nothing."""
    lengths = rows.starts[chunk + 1] - rows.starts[chunk]
    steps = np.arange(int(lengths.max()))
    there = steps < lengths[:, None]
    places = np.where(there, rows.starts[chunk][:, None] + steps, 0)
    heavy = np.where(there, opened * rows.weights[places], 0.0).astype(np.float32)
    near: Floats = vectors[rows.others[places]] * there[:, :, None]
    return near, heavy
