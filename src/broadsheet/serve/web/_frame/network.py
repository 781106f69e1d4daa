"""A neighbourhood as shapes for the page: circles, lines and words with their places. It draws nothing itself."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.knowledge import Graph, Mood

WIDTH, HEIGHT, EDGE_X, EDGE_Y = 960, 560, 90, 44
SMALLEST, LARGEST = 5.0, 17.0  # radius of a node
LONGEST_LABEL = 20  # characters; Chinese ones count twice


@dataclass(frozen=True, slots=True)
class Dot:
    """A node: where it stands, how large, what it is called (in full, and as it fits), where its words go."""

    id: int
    x: float
    y: float
    radius: float
    name: str
    short: str
    language: str
    type: str
    articles: int
    distance: int


@dataclass(frozen=True, slots=True)
class Line:
    """A tie: from where to where, how thick, and whether a sentence says it or the two are only named together."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    said: bool


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn: lines under dots, nearest last, in a frame of `width` by `height`."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(graph: Graph, places: Mapping[int, tuple[float, float]], *, language: str) -> Network:
    """The shapes of `graph`, its nodes at `places` (0 to 1), its words in `language`."""
    at = {id: (EDGE_X + x * (WIDTH - 2 * EDGE_X), EDGE_Y + y * (HEIGHT - 2 * EDGE_Y)) for id, (x, y) in places.items()}
    most = max((node.articles for node in graph.nodes), default=1)
    dots = [
        Dot(
            id=node.label.id,
            x=round(at[node.label.id][0], 1),
            y=round(at[node.label.id][1], 1),
            radius=round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(node.articles / max(most, 1)), 1),
            name=node.label.name(language),
            short=_short(node.label.name(language)),
            language=language if language in node.label.names else next(iter(node.label.names), ""),
            type=node.label.type,
            articles=node.articles,
            distance=node.distance,
        )
        for node in graph.nodes
    ]
    return Network(tuple(sorted(dots, key=lambda d: (-d.distance, d.id))), tuple(_lines(graph, at)))


def _lines(graph: Graph, at: Mapping[int, tuple[float, float]]) -> list[Line]:
    """One line a pair: a sentence that says it before being named together."""
    pairs: dict[tuple[int, int], tuple[bool, float]] = {}
    for tie in graph.ties:
        key = (min(tie.source, tie.target), max(tie.source, tie.target))
        said, weight = pairs.get(key, (False, 0.0))
        pairs[key] = (said or bool(tie.citations), max(weight, tie.weight))
    made = [
        Line(
            round(at[one][0], 1),
            round(at[one][1], 1),
            round(at[other][0], 1),
            round(at[other][1], 1),
            width=round(1 + min(math.log2(1 + weight) / 2, 4), 1),
            said=said,
        )
        for (one, other), (said, weight) in pairs.items()
    ]
    return sorted(made, key=lambda line: line.said)


def _short(name: str) -> str:
    room, kept = LONGEST_LABEL, ""
    for char in name:
        room -= 2 if ord(char) > 0x2E80 else 1  # from here on characters are as wide as they are high
        if room < 0:
            return kept.rstrip() + "…"
        kept += char
    return kept


def mood_line(moods: Sequence[Mood]) -> list[tuple[float, float, float, Mood]]:
    """For each month a bar: x and width (0 to 100), height (-1 to 1), and the month itself; none for fewer than two."""
    if len(moods) < 2:
        return []
    step = 100 / len(moods)
    return [(round(i * step, 2), round(step * 0.8, 2), mood.score, mood) for i, mood in enumerate(moods)]
