"""What is said more in one period than in another, and what less."""

from broadsheet.app.asked import Asked, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "bars"
_WORDS = {
    "en": (
        "More now than then, and less",
        "against",
        "logarithm of the odds ratio, line: 95% confidence",
        ("subject", "change", "low", "high", "articles now", "articles then", "z"),
    ),
    "zh": (
        "两个时段的报道差异",
        "对比",
        "对数优势比，横线为95%置信区间",
        ("对象", "变化", "下限", "上限", "本期报道", "前期报道", "z 值"),
    ),
}
_SAME = {"en": "No difference that chance would not explain", "zh": "没有超出偶然的差异"}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each subject that differs beyond doubt, from the most risen to the most fallen."""
    now, then = (asked.view, asked.then) if asked.then else room.split(asked.view)
    found = room.compare(now, then, kind=asked.kind, n=asked.n)
    title, against, note, heads = _WORDS[asked.language]
    counts = [sum(p.count for p in room.series(kind=asked.kind, view=view)) for view in (now, then)]
    newer, older = (
        window_said(view, articles=n, language=asked.language) for view, n in zip((now, then), counts, strict=True)
    )
    rows = [
        (room.called(d.name, kind=asked.kind, language=asked.language), d.change, d.low, d.high, d.now, d.then, d.z)
        for d in sorted(found, key=lambda d: -d.z)
    ]
    return Sheet(
        title=title,
        note=f"{newer} · {against} {older} · {note}",
        columns=("label", "value", "low", "high", "now", "then", "z"),
        rows=tuple(rows),
        heads=heads,
        language=asked.language,
        measure="change",
        empty=_SAME[asked.language] if all(counts) else "",
    )
