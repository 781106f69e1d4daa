"""A forest in arrays: the trees of a LightGBM model file, read and evaluated with NumPy alone.

Serving needs no LightGBM: nothing heavy to import before the first page, no native parser that a torn file can crash,
and the same bytes on every machine. Trees are made perfect (each path as deep as the deepest), so that every
comparison of a page is one array operation and a leaf is found by choosing bits, level by level.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import IntegrityError
from broadsheet.recommend.catalogue import Floats

DEPTH = 4
"""Levels of comparisons in each tree: sixteen leaves. A page costs 2 ** DEPTH comparisons a tree and candidate."""
_INNER = 2**DEPTH - 1
_LINKS = ("split_feature", "left_child", "right_child")


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Perfect trees of depth `DEPTH`, the inner nodes of each in the order of a heap.

    A condition is a feature and a threshold: `features` and `thresholds`, each one once. `nodes` (inner nodes, trees)
    says which condition each node asks; a value at most the threshold goes left. `leaves` is (trees, leaves); `of` the
    index of the group whose features a tree may use.
    """

    features: NDArray[np.int64]
    thresholds: Floats
    nodes: NDArray[np.int64]
    leaves: Floats
    of: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.leaves)

    def values(self, matrix: Floats) -> Floats:
        """What each tree says of each row: (trees, n) for a `matrix` (features, n)."""
        n = matrix.shape[1]
        if not len(self):
            return np.zeros((0, n), dtype=np.float32)
        right = matrix.take(self.features, axis=0) > self.thresholds[:, None]
        bits = right.take(self.nodes.ravel(), axis=0).reshape(_INNER, len(self), n)
        leaf = np.zeros((len(self), n), dtype=np.uint8)
        turns: list[NDArray[np.bool_]] = []
        for level in range(DEPTH):
            turns.append(_chosen(bits[2**level - 1 : 2 ** (level + 1) - 1], turns))
            leaf <<= 1
            leaf |= turns[-1].view(np.uint8)
        first = np.arange(len(self), dtype=np.int64)[:, None] * 2**DEPTH
        found: Floats = self.leaves.take(leaf + first)
        return found

    def of_groups(self, groups: Iterable[int]) -> "Forest":
        """The trees of `groups` alone, those of one group together."""
        kept = np.flatnonzero(np.isin(self.of, list(groups)))
        kept = kept[np.argsort(self.of[kept], kind="stable")]
        asked, nodes = np.unique(self.nodes[:, kept], return_inverse=True)
        return Forest(
            features=self.features[asked],
            thresholds=self.thresholds[asked],
            nodes=nodes.reshape(_INNER, len(kept)).astype(np.int64),
            leaves=self.leaves[kept],
            of=self.of[kept],
        )


def forest(text: str, *, groups: Sequence[int]) -> Forest:
    """The forest of a LightGBM model file; `groups` gives each feature's group by its place among the features.

    Trees that never branch are left out: they say the same of every article. Raises `IntegrityError` for a file that
    is torn, is deeper than `DEPTH`, knows missing values or categories, or has a tree that mixes two groups.
    """
    try:
        trees = [_tree(part) for part in text.split("\nTree=")[1:]]
    except (KeyError, ValueError, IndexError, RecursionError) as error:
        raise IntegrityError("this is no whole model file", found=f"{type(error).__name__}: {error}") from error
    if "\nend of trees" not in text:
        raise IntegrityError("this model file has no end: it was cut short")
    kept = [tree for tree in trees if tree is not None]
    asked = sorted({pair for features, thresholds, _ in kept for pair in zip(features, thresholds, strict=True)})
    place = {pair: i for i, pair in enumerate(asked)}
    nodes = [[place[pair] for pair in zip(features, thresholds, strict=True)] for features, thresholds, _ in kept]
    found = Forest(
        features=np.array([feature for feature, _ in asked], dtype=np.int64),
        thresholds=np.array([threshold for _, threshold in asked], dtype=np.float32),
        nodes=np.array(nodes, dtype=np.int64).reshape(-1, _INNER).T.copy(),
        leaves=np.array([leaves for _, _, leaves in kept], dtype=np.float32).reshape(-1, _INNER + 1),
        of=np.array([_group(features, thresholds, groups) for features, thresholds, _ in kept], dtype=np.int64),
    )
    if not np.isfinite(found.leaves).all():
        raise IntegrityError("a leaf of this model has no finite value")
    return found


_Tree = tuple[list[int], list[float], list[float]]


def _chosen(nodes: NDArray[np.bool_], turns: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Of the nodes of one level (nodes, trees, n) the bit of the one each row came to, by its `turns` so far.

    The first turn parts the level's left half from its right, and so on. Bits are chosen by exclusive or, a seventh of
    the time `np.where` takes.
    """
    if len(nodes) == 1:
        found: NDArray[np.bool_] = nodes[0]
        return found
    half = len(nodes) // 2
    left, right = _chosen(nodes[:half], turns[1:]), _chosen(nodes[half:], turns[1:])
    return left ^ (turns[0] & (left ^ right))


def _tree(part: str) -> _Tree | None:
    """One tree as a heap of features, thresholds and leaves; None when it never branches."""
    said = dict(line.split("=", 1) for line in part.splitlines() if "=" in line)
    if int(said["num_leaves"]) < 2:
        return None
    if int(said["num_cat"]) or any(int(kind) & 1 or int(kind) >> 2 for kind in said["decision_type"].split()):
        raise ValueError("categories or missing values")
    features, thresholds, leaves = [-1] * _INNER, [np.inf] * _INNER, [0.0] * (_INNER + 1)
    feature, left, right = ([int(v) for v in said[name].split()] for name in _LINKS)
    threshold = [_down(float(v)) for v in said["threshold"].split()]
    values = [float(v) for v in said["leaf_value"].split()]

    def place(node: int, at: int) -> None:
        if at >= _INNER:
            leaves[at - _INNER] = values[~node] if node < 0 else _too_deep()
            return
        if node >= 0:
            features[at], thresholds[at] = feature[node], threshold[node]
        place(node if node < 0 else left[node], 2 * at + 1)
        place(node if node < 0 else right[node], 2 * at + 2)

    place(0, 0)
    used = features[0]
    return [f if f >= 0 else used for f in features], thresholds, leaves


def _too_deep() -> float:
    raise ValueError(f"a tree is deeper than {DEPTH}")


def _down(threshold: float) -> float:
    """The greatest 32-bit number that is no more: a 32-bit value is at most it exactly when at most `threshold`."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def _group(features: Sequence[int], thresholds: Sequence[float], groups: Sequence[int]) -> int:
    try:
        found = {groups[f] for f, t in zip(features, thresholds, strict=True) if np.isfinite(t)}
    except IndexError as error:
        raise IntegrityError("this model reads a feature that its card does not name") from error
    if len(found) != 1:
        raise IntegrityError("a tree of this model mixes two causes, so its parts would not add up")
    return found.pop()


def indices(columns: Sequence[str]) -> tuple[tuple[str, ...], Mapping[str, int]]:
    """The groups of `columns` (`group.feature`) in their order, and for each its index."""
    names = tuple(dict.fromkeys(column.split(".", 1)[0] for column in columns))
    return names, {name: i for i, name in enumerate(names)}
