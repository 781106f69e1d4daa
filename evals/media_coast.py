"""Prints the coastlines that maps are drawn with: a ring of land a line, its points as longitude,latitude.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python evals/media_coast.py package/land-110m.json > src/broadsheet/media/data/coast.txt

The land of Natural Earth at 1:110 million (public domain) as the npm package world-atlas holds it in TopoJSON. Rings
are thinned by Douglas and Peucker (1973) to `TOLERANCE` degrees; Antarctica and what is too small to be seen are left
out.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
TOLERANCE = 0.35
SMALLEST = 1.2  # square degrees
SOUTHMOST = -58.0


def rings(path: Path) -> list[list[Point]]:
    """Every ring of the land in degrees: arcs are differences of whole numbers, a negative one is ~n read backwards."""
    held = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = held["transform"]["scale"], held["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in held["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = []
    for shape in held["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                found.append([p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[1:]])
    return found


def thinned(points: list[Point]) -> list[Point]:
    """The fewest points that no left-out one is further than the tolerance from."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1e-9
    away = [abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length for x, y in points]
    if (x0, y0) == (x1, y1):
        away = [math.hypot(x - x0, y - y0) for x, y in points]
    far = max(range(len(points)), key=away.__getitem__)
    if away[far] <= TOLERANCE:
        return [points[0], points[-1]]
    return [*thinned(points[: far + 1])[:-1], *thinned(points[far:])]


def halves(points: list[Point]) -> list[list[Point]]:
    """A ring that runs over the date line as two: the part to 180 degrees east, and the rest at the other edge."""
    unrolled, turn = [points[0]], 0.0
    for (before, _), (x, y) in pairwise(points):
        turn += -360.0 if x - before > 180 else 360.0 if before - x > 180 else 0.0
        unrolled.append((x + turn, y))
    cut = 180.0 if max(x for x, _ in unrolled) > 180 else -180.0
    if not min(x for x, _ in unrolled) < cut < max(x for x, _ in unrolled):
        return [unrolled]
    shift = -360.0 if cut > 0 else 360.0
    side = 1.0 if cut > 0 else -1.0
    outer = [(x + shift, y) for x, y in beyond(unrolled, cut, side=side)]
    return [beyond(unrolled, cut, side=-side), outer]


def beyond(ring: list[Point], cut: float, *, side: float) -> list[Point]:
    """The part of a ring east (`side` 1) or west (-1) of the meridian `cut`, closed along it."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (x0 - cut) * side >= 0:
            kept.append((x0, y0))
        if (x0 - cut) * (x1 - cut) < 0:
            kept.append((cut, y0 + (y1 - y0) * (cut - x0) / (x1 - x0)))
    return [*kept, kept[0]]


def area(points: list[Point]) -> float:
    """The area inside a ring, in square degrees."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def main() -> None:
    """Print the rings, the largest first."""
    print("# Coastlines from Natural Earth (https://www.naturalearthdata.com), public domain; thinned.")
    parts = (part for ring in rings(Path(sys.argv[1])) for part in halves([*ring, ring[0]]))
    kept = [r for r in parts if area(r) >= SMALLEST and max(y for _, y in r) > SOUTHMOST]
    for ring in sorted(kept, key=area, reverse=True):
        print(" ".join(f"{x:.1f},{y:.1f}" for x, y in thinned([*ring, ring[0]])))


if __name__ == "__main__":
    main()
