"""Factors of articles, and a reader's made from what they opened, at the moment they ask for a page."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
OWN = 0.5
"""How much of what counts against an article is what this reader passed over themselves; the rest is what the average
reader was shown. In the simulator a half is better than all or nothing, for a log is never all that was seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """A reader's `vector` (k,) and the `left` side (k, k) of the system it solves, which explains it."""

    vector: Floats
    left: Floats

    def owed(self, opened: Floats, weights: Floats) -> Floats:
        """What an article's factors are multiplied by, (k, b), to say what of its score comes from each opened one.

        `opened` (b, k) are the factors of those articles and `weights` (b,) how much each counts. Equation 7 of Hu,
        Koren and Volinsky: the score is the sum over the articles opened. The left side is its own transpose.
        """
        found: Floats = np.linalg.solve(self.left, opened.T) * weights
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """`ids` (n,) of articles, ascending, their `vectors` (n, k), and `text` (d + 1, k) from an embedding to factors.

    `gram` (k, k) sums the articles by how often each was shown to a reader; `weights` are that of an act over a place
    passed over, and the ridge, in acts. `version` names the fit. There is nothing of any reader in it but in sums.
    """

    ids: Ints
    vectors: Floats
    text: Floats
    gram: Floats
    weights: tuple[float, float]
    version: str

    def of(self, articles: Ints, *, embed: Callable[[Ints], Floats]) -> Floats:
        """The factors of `articles` (b,), (b, k); where none were learnt by their text.

        `embed` gives the embeddings (u, d) of those at the places (u,) of `articles`; it is asked only when it must.
        """
        places = np.searchsorted(self.ids, articles)
        known = places < len(self.ids)
        known[known] = self.ids[places[known]] == articles[known]
        found = np.zeros((len(articles), len(self.gram)), dtype=np.float32)
        found[known] = self.vectors[places[known]]
        if not known.all():
            unknown = np.flatnonzero(~known)
            found[unknown] = self.predicted(embed(unknown))
        return found

    def predicted(self, embeddings: Floats) -> Floats:
        """The factors a text of these embeddings (b, d) has before anyone saw it, (b, k); zeros where there is none.

        Zeros too for embeddings of another length than it was learnt from: another model's.
        """
        if embeddings.shape[1] + 1 != len(self.text):
            return np.zeros((len(embeddings), len(self.gram)), dtype=np.float32)
        found: Floats = with_one(embeddings) @ self.text
        return found

    def fold_in(self, opened: Floats, weights: Floats, *, shown: Floats) -> Taste:
        """The taste of a reader from the factors of what they opened (b, k), weighted (b,), and were `shown` (s, k).

        One solve of k unknowns: equation 4 of Hu, Koren and Volinsky for one reader. `weights` are above 0.
        """
        act, ridge = self.weights
        against = (1.0 - OWN) * self.gram + OWN * (shown.T @ shown) if len(shown) else self.gram
        left = against + ridge * np.eye(len(self.gram)) + (opened * (act * weights)[:, None]).T @ opened
        vector = np.linalg.solve(left, (act + 1.0) * (weights @ opened))
        return Taste(vector.astype(np.float32), left.astype(np.float32))


def with_one(embeddings: Floats) -> Floats:
    """Embeddings (b, d) with a column that is 1 where there is one, (b, d + 1)."""
    there = embeddings.any(axis=1, keepdims=True)
    return np.hstack([embeddings, there]).astype(np.float32)
