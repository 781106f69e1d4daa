"""A chart on a page: drawn for both widths of screen, its numbers as a table, and where it can be downloaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from broadsheet import media
from broadsheet.app import Newsroom
from broadsheet.app.asked import Asked
from broadsheet.app.charting import FIGURES
from broadsheet.media import NARROW, Cell, Look, Sheet
from broadsheet.publish.wording import MONTHS

_HALF = 590  # units across: half of a page 1,280 wide, where one unit is a pixel
_ROWS = 120  # of a table on a page; the CSV has all
FORMATS = ("png", "svg", "csv")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a figure's template shows: the drawing for a wide and for a narrow screen, and the table of its numbers."""

    name: str
    title: str
    note: str
    wide: Markup
    narrow: Markup
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    left_out: int
    links: Mapping[str, str]


def shown(room: Newsroom, name: str, asked: Asked, *, query: Mapping[str, str]) -> Shown:
    """Figure `name`; `query` is what the address of its files needs besides the name."""
    told = urlencode({**{k: v for k, v in query.items() if v}, "labels": asked.language})
    links = {kind: f"/api/v1/trends/charts/{name}.{kind}?{told}" for kind in FORMATS}
    return drawn(name, room.figure(name, asked), chart=FIGURES.load(name).CHART, links=links)


def drawn(name: str, sheet: Sheet, *, chart: str, links: Mapping[str, str]) -> Shown:
    """A sheet as `chart`, for a page that calls it `name`; `links` are where its files are, by format."""
    wide, narrow = (media.draw(chart, sheet, Look(width=w, framed=False)) for w in (_HALF, NARROW))
    return Shown(
        name=name,
        title=sheet.title,
        note=sheet.note,
        wide=Markup(wide),  # noqa: S704 - made by our own pen, which escapes every text
        narrow=Markup(narrow),  # noqa: S704 - the same
        heads=sheet.heads or sheet.columns,
        rows=[[_said(cell) for cell in row] for row in sheet.rows[:_ROWS]],
        left_out=max(len(sheet.rows) - _ROWS, 0),
        links=links,
    )


def spark(counts: Sequence[int], *, title: str, language: str) -> Markup:
    """A line as large as a word, which says `title` to whom it can't be shown."""
    rows = tuple((place, count) for place, count in enumerate(counts))
    sheet = Sheet(title=title, columns=("start", "value"), rows=rows, language=language)
    return Markup(media.draw("spark_line", sheet, Look(width=96, framed=False)))  # noqa: S704 - our own pen


def short_day(at: datetime, language: str) -> str:
    """`25 Mar`, `3月25日`."""
    return f"{at.month}月{at.day}日" if language == "zh" else f"{at.day} {MONTHS[at.month - 1][:3]}"


def _said(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.hour == cell.minute == 0 else f"{cell:%Y-%m-%d %H:%M}"
    return f"{cell:.3g}" if isinstance(cell, float) else str(cell)
