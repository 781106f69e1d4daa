"""How articles speak of a subject, bin by bin: the mean sentiment with its interval."""

from broadsheet.app.asked import Asked, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "time_line"
_WORDS = {
    "en": (
        "Sentiment",
        "{name}: sentiment",
        "mean of −1 to 1, band: 95% confidence",
        ("series", "from", "mean sentiment", "low", "high", "articles", "share negative", "low", "high"),
    ),
    "zh": (
        "情感倾向",
        "{name}：情感倾向",
        "取值−1至1的均值，色带为95%置信区间",
        ("序列", "起", "平均倾向", "下限", "上限", "报道数", "负面占比", "下限", "上限"),
    ),
}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each bin; without articles there is no mean."""
    points = room.series(asked.subject, kind=asked.kind, view=asked.view)
    name = room.called(asked.subject, kind=asked.kind, language=asked.language)
    alone, about, note, heads = _WORDS[asked.language]
    told = window_said(asked.view, articles=sum(p.count for p in points), language=asked.language)
    rows = []
    for point in points:
        mood, dark = point.sentiment, point.negative
        rows.append(
            (name, point.start)
            + ((mood.value, mood.low, mood.high) if mood else (None, None, None))
            + (point.count,)
            + ((dark.value, dark.low, dark.high) if dark else (None, None, None))
        )
    columns = ("series", "start", "value", "low", "high", "articles", "negative", "negative_low", "negative_high")
    return Sheet(
        title=(about if name else alone).format(name=name),
        note=f"{told} · {note}",
        columns=columns,
        rows=tuple(rows),
        heads=heads,
        language=asked.language,
        unit=asked.view.bins().unit,
        measure="score",
    )
