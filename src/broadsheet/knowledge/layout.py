"""Where the nodes of a small graph are drawn, the same every time.

Forces after T. Fruchterman and E. Reingold, "Graph Drawing by Force-directed Placement", Software: Practice and
Experience 21 (11), 1991: nodes push each other away by k²/d, ties pull together by d²/k, and it cools.
"""

from collections.abc import Mapping

import numpy as np

from broadsheet.knowledge.graph import Graph

STEPS = 220
SEED = 20_261
COOLING = 0.1  # the first step's longest move, of the whole width


def layout(graph: Graph, *, aspect: float = 1.5) -> Mapping[int, tuple[float, float]]:
    """For each node's id its place: x and y from 0 to 1, the centre (where the graph has one) in the middle.

    `aspect` is width over height of what it is drawn in, so that distances look alike both ways.
    """
    ids = [node.label.id for node in graph.nodes]
    if not ids:
        return {}
    number = {id: i for i, id in enumerate(ids)}
    pull = np.zeros((len(ids), len(ids)))
    for tie in graph.ties:
        one, other = number[tie.source], number[tie.target]
        pull[one, other] = pull[other, one] = 1.0
    places = np.random.default_rng(SEED).uniform(-0.5, 0.5, (len(ids), 2))
    fixed = number.get(graph.centre) if graph.centre is not None else None
    k = 1.0 / np.sqrt(len(ids))
    for step in range(STEPS):
        places = _moved(places, pull, k=k, most=COOLING * (1 - step / STEPS))
        if fixed is not None:
            places -= places[fixed]
    return dict(zip(ids, _fitted(places, fixed, aspect), strict=True))


def _moved(places: np.ndarray, pull: np.ndarray, *, k: float, most: float) -> np.ndarray:
    apart = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-6)
    force = k * k / distance - pull * distance * distance / k
    np.fill_diagonal(force, 0.0)
    moves = (apart / distance[:, :, None] * force[:, :, None]).sum(axis=1)
    length = np.maximum(np.linalg.norm(moves, axis=1, keepdims=True), 1e-9)
    return np.asarray(places + moves / length * np.minimum(length, most))


def _fitted(places: np.ndarray, fixed: int | None, aspect: float) -> list[tuple[float, float]]:
    """The places within 0 to 1: stretched to the frame, the fixed one in its middle."""
    if len(places) == 1:
        return [(0.5, 0.5)]
    middle = places[fixed] if fixed is not None else (places.max(axis=0) + places.min(axis=0)) / 2
    away = places - middle
    reach = np.maximum(np.abs(away).max(axis=0), 1e-6)
    even = reach.max() / np.array([1.0, 1.0 / aspect]) if fixed is not None else reach
    scaled = 0.5 + away / (2 * np.minimum(even, reach * 1.6))
    return [(float(x), float(y)) for x, y in np.clip(scaled, 0.0, 1.0)]
