"""Scalable vector graphics as text (SVG 1.1): elements, paths and numbers. It knows nothing of charts.

Colours are presentation attributes, so that a file stands by itself; a page's style sheet may still give each class its
own, as it does by night.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate to a tenth of a unit, without needless zeros."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0" if value > -0.05 else "-0", 1)


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; a trailing underscore of a name falls away and others are hyphens; None is left out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_told(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def _told(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def text(said: str, x: float, y: float, /, **attributes: object) -> str:
    """A line of text that begins at (x, y), its base line; `anchor` is start, middle or end."""
    anchor = attributes.pop("anchor", None)
    return element("text", escape(_clean(said)), x=float(x), y=float(y), text_anchor=anchor, **attributes)


def told(said: str, /, *, name: str = "title", id: str | None = None) -> str:
    """The title of an element, which a pointer over it shows, or its `desc`."""
    return element(name, escape(_clean(said)) or " ", id=id) if said or id else ""


def line(points: Sequence[Point]) -> str:
    """The path data of straight lines from point to point."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) if points else ""


def smooth(points: Sequence[Point]) -> str:
    """Path data of a curve through the points that never overshoots: tangents are level at the bends.

    Each piece is a cubic whose handles lie a third of the way to the next point (after Fritsch and Carlson, 1980).
    """
    if len(points) < 3:
        return line(points)
    slopes = _slopes(points)
    said = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        third = (x1 - x0) / 3
        handles = (x0 + third, y0 + slopes[i] * third, x1 - third, y1 - slopes[i + 1] * third, x1, y1)
        said.append("C" + " ".join(number(value) for value in handles))
    return "".join(said)


def _slopes(points: Sequence[Point]) -> list[float]:
    steps = [(y1 - y0) / ((x1 - x0) or 1e-9) for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(steps)]
    return [steps[0], *inner, steps[-1]]


def group(parts: Iterable[str], /, **attributes: object) -> str:
    """Elements under common attributes."""
    return element("g", "".join(parts) or " ", **attributes)


def _clean(said: str) -> str:
    """Without the characters that XML 1.0 can't hold."""
    return "".join(c if c >= " " or c in "\t\n" else " " for c in said).encode("utf-8", "replace").decode()
