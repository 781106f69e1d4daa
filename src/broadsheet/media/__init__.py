"""Pictures, sound, video and scenes of a story: charts, so far. It is given tables, and knows no store."""

from broadsheet.media.drawing import charts, draw
from broadsheet.media.look import NARROW, WIDE, Look
from broadsheet.media.raster import png
from broadsheet.media.sheet import Cell, Sheet
from broadsheet.media.tables import csv_of

__all__ = ["NARROW", "WIDE", "Cell", "Look", "Sheet", "charts", "csv_of", "draw", "png"]
