"""How many articles there were, bin by bin."""

from broadsheet.app.asked import Asked, each, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "time_line"
_WORDS = {
    "en": ("Articles {each}", "{name}: articles {each}", ("series", "from", "articles", "of all articles")),
    "zh": ("{each}报道数", "{name}：{each}报道数", ("序列", "起", "报道数", "全部报道")),
}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each bin: the articles about the subject, or all."""
    points = room.series(asked.subject, kind=asked.kind, view=asked.view)
    name = room.called(asked.subject, kind=asked.kind, language=asked.language)
    alone, about, heads = _WORDS[asked.language]
    unit = asked.view.bins().unit
    return Sheet(
        title=(about if name else alone).format(name=name, each=each(unit, asked.language)),
        note=window_said(asked.view, articles=sum(p.count for p in points), language=asked.language),
        columns=("series", "start", "value", "total"),
        rows=tuple((name, point.start, point.count, point.total) for point in points),
        heads=heads,
        language=asked.language,
        unit=unit,
    )
