"""How a page grows with the articles there are, as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import media


@dataclass(frozen=True, slots=True)
class Point:
    """Of one size of newsroom: milliseconds of a page, by the clock (median) and of the processor (mean)."""

    articles: int
    page: float
    processor: float


def draw(points: Sequence[Point]) -> str:
    """Two bars of each size, as SVG."""
    rows = [
        (f"{point.articles:,}, {what}", value)
        for point in points
        for what, value in (("by the clock", point.page), ("of the processor", point.processor))
    ]
    sheet = media.Sheet(
        title="Milliseconds of a front page of 30, by the number of articles",
        columns=("label", "value"),
        rows=tuple(rows),
        heads=("articles", "figure"),
        note="over HTTP, one connection; python -m bench front_page",
        measure="real",
    )
    return media.draw("bars", sheet)
