"""Charting: what is counted as figures that can be drawn, downloaded and read."""

from broadsheet import media
from broadsheet.app.asked import Asked
from broadsheet.app.trending import Trending
from broadsheet.core import Plugins, UnknownNameError
from broadsheet.media import Look, Sheet

FIGURES = Plugins("broadsheet.app.figures", "figure")
FORMATS = ("csv", "png", "svg")


class Charting(Trending):
    """The part of the newsroom that draws what it counts."""

    def figure(self, name: str, asked: Asked) -> Sheet:
        """The numbers of figure `name`; raises `UnknownNameError` with the figures there are."""
        made: Sheet = FIGURES.load(name).sheet(self, asked)
        return made

    def draw(self, name: str, sheet: Sheet, look: Look | None = None) -> str:
        """The sheet of figure `name` as SVG."""
        return media.draw(FIGURES.load(name).CHART, sheet, look)

    def chart(self, name: str, asked: Asked, *, format: str = "svg", look: Look | None = None) -> bytes:
        """Figure `name` as a file to keep: `svg`, `png` or `csv`.

        Raises `UnknownNameError` for another figure or format, `MissingError` where the fonts for a PNG are missing.
        """
        if format not in FORMATS:
            raise UnknownNameError("a chart can't be had in this format", asked=format, choices=FORMATS)
        sheet = self.figure(name, asked)
        if format == "csv":
            return media.csv_of(sheet).encode("utf-8", "replace")
        drawn = self.draw(name, sheet, look)
        return media.png(drawn) if format == "png" else drawn.encode()
