"""The places that articles name, on a map: those that the table of places knows."""

from broadsheet.app.asked import Asked, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Cell, Sheet
from broadsheet.trends.places import whereabouts

CHART = "place_map"
_MOST = 300
_WORDS = {
    "en": (
        "Places named",
        "{name}: places named",
        "a country stands at its capital",
        ("place", "latitude", "longitude", "articles"),
    ),
    "zh": ("报道提及的地点", "{name}：提及的地点", "国家标于首都", ("地点", "纬度", "经度", "报道数")),
}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each place that could be found, the most named first; names of one spot are one place."""
    found = room.places(asked.subject, kind=asked.kind, view=asked.view)
    spots: dict[tuple[float, float], list[Cell]] = {}
    for place, count in found:
        at = whereabouts(place)
        if at and at in spots:
            spots[at][3] = int(str(spots[at][3])) + count
        elif at:
            spots[at] = [place, *at, count]
    rows = sorted((tuple(row) for row in spots.values()), key=lambda row: -int(str(row[3])))
    name = room.called(asked.subject, kind=asked.kind, language=asked.language)
    alone, about, note, heads = _WORDS[asked.language]
    articles = sum(p.count for p in room.series(asked.subject, kind=asked.kind, view=asked.view))
    return Sheet(
        title=(about if name else alone).format(name=name),
        note=f"{window_said(asked.view, articles=articles, language=asked.language)} · {note}",
        columns=("place", "latitude", "longitude", "value"),
        rows=tuple(rows[:_MOST]),
        heads=heads,
        language=asked.language,
    )
