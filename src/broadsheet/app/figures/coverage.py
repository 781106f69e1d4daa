"""Which outlet gave how much of its room to a subject; of all articles, how many each outlet had."""

from broadsheet.app.asked import Asked, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "bars"
_WORDS = {
    "en": (
        "Articles by outlet",
        "{name}: share of each outlet's articles",
        "line: 95% confidence",
        ("outlet", "value", "low", "high", "articles", "of its articles", "mean sentiment"),
    ),
    "zh": (
        "各媒体报道数",
        "{name}：占各媒体报道的比例",
        "横线为95%置信区间",
        ("媒体", "值", "下限", "上限", "报道数", "该媒体全部报道", "平均倾向"),
    ),
}
_FEWEST = 5
"""Of fewer articles a share says nothing: the outlet is left out of the picture of a subject."""


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each outlet: the share with Wilson's interval, or the count where all articles are meant."""
    found = room.coverage(asked.subject, kind=asked.kind, view=asked.view)
    name = room.called(asked.subject, kind=asked.kind, language=asked.language)
    alone, about, note, heads = _WORDS[asked.language]
    total = sum(row.count for row in found)
    if name:
        found = sorted((r for r in found if r.total >= _FEWEST), key=lambda r: (-r.share.value, r.outlet))
    rows = []
    for row in found[: asked.n + 4]:
        value = (row.share.value, row.share.low, row.share.high) if name else (row.count, None, None)
        mood = row.sentiment.value if row.sentiment else None
        rows.append((row.outlet or "—", *value, row.count, row.total, mood))
    told = window_said(asked.view, articles=total, language=asked.language)
    return Sheet(
        title=(about if name else alone).format(name=name),
        note=f"{told} · {note}" if name else told,
        columns=("label", "value", "low", "high", "articles", "total", "sentiment"),
        rows=tuple(rows),
        heads=heads,
        language=asked.language,
        measure="share" if name else "count",
    )
