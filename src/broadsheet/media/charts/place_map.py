"""Places on the map of the world, each a disc whose area is the count. Coasts alone: no border is drawn.

The projection is Equal Earth (Savric, Patterson, Jenny, 2018), so that land is as large as it is.
"""

import math
from functools import cache
from importlib.resources import files

from broadsheet.media import svg
from broadsheet.media.axes import SMALL, as_number, peaks
from broadsheet.media.look import Look, breadth
from broadsheet.media.scales import said
from broadsheet.media.sheet import Sheet

COLUMNS = ("place", "latitude", "longitude", "value")
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_EAST, _NORTH, _SOUTH = 2.7066, 1.3173, -1.02
"""The half breadth of the projected world, its top, and the latitude 58 degrees south, below which nothing is drawn."""
_LABELLED = 12


def draw(sheet: Sheet, look: Look) -> tuple[str, float]:
    """The largest discs are named where their names don't meet; the rest is told under the pointer and in the table."""
    scale = look.width / (2 * _EAST)
    height = (_NORTH - _SOUTH) * scale
    parts = [svg.element("path", d=_land(look.width), fill=look.ink("land"), class_="ch-land")]
    discs = _discs(sheet)
    most, taken = peaks([disc[0] for disc in discs]) or 1.0, list[tuple[float, float, float, float]]()
    names: list[str] = []
    largest = 13.0 if look.is_narrow else 22.0
    for value, place, latitude, longitude in discs:
        x, y = _at(latitude, longitude, scale)
        r = max(largest * math.sqrt(value / most), 2.0)
        words = svg.told(f"{place}: {said(value, sheet.measure)}")
        drawn = {
            "fill": look.series(1),
            "fill_opacity": 0.45,
            "stroke": look.series(1),
            "stroke_opacity": 0.6,
            "class_": "ch-disc",
        }
        parts.append(svg.element("circle", words, cx=x, cy=y, r=r, **drawn))
        if len(names) < _LABELLED:
            names += _name(place, (x, y, r), taken, look=look)
    return "".join([*parts, *names]), height + 4


def _discs(sheet: Sheet) -> list[tuple[float, str, float, float]]:
    """(value, place, latitude, longitude) of the rows that have all of them, the largest first."""
    found = []
    columns = (sheet.column(name) for name in COLUMNS)
    for place, *numbers in zip(*columns, strict=True):
        latitude, longitude, value = (as_number(cell) for cell in numbers)
        if latitude is not None and longitude is not None and value:
            found.append((value, str(place or ""), latitude, longitude))
    return sorted(found, reverse=True)


def _name(
    place: str, disc: tuple[float, float, float], taken: list[tuple[float, float, float, float]], *, look: Look
) -> list[str]:
    """The name right of the disc, over, under or left of it: where it lies over no other."""
    x, y, r = disc
    wide = breadth(place, SMALL)
    beside = ((x + r + 4, y), (x - wide / 2, y - r - 10), (x - wide / 2, y + r + 10), (x - r - 4 - wide, y))
    for left, middle in beside:
        box = (left - 2, middle - 8, left + wide + 2, middle + 8)
        meets = any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
        if not meets and box[0] > 0 and box[2] < look.width:
            taken.append(box)
            told = {"font_size": SMALL, "fill": look.ink("ink"), "class_": "ch-ink ch-place"}
            halo = {"stroke": look.ink("paper"), "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
            return [svg.text(place, left, middle + 4, **told, **halo)]
    return []


def _at(latitude: float, longitude: float, scale: float) -> svg.Point:
    """Where a place lies, in units from the top left (equation 10 of the paper)."""
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    squared = theta * theta
    six = squared**3
    slope = _A[0] + 3 * _A[1] * squared + six * (7 * _A[2] + 9 * _A[3] * squared)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    y = theta * (_A[0] + _A[1] * squared + six * (_A[2] + _A[3] * squared))
    return (x + _EAST) * scale, (_NORTH - y) * scale


@cache
def _land(width: int) -> str:
    """The path of all coasts; made once for a width."""
    scale = width / (2 * _EAST)
    told = files("broadsheet.media").joinpath("data", "coast.txt").read_text("utf-8")
    rings = (ring.split() for ring in told.splitlines() if ring and not ring.startswith("#"))
    return "".join(svg.line([_corner(corner, scale) for corner in ring]) + "Z" for ring in rings)


def _corner(corner: str, scale: float) -> svg.Point:
    longitude, latitude = corner.split(",")
    return _at(float(latitude), float(longitude), scale)
