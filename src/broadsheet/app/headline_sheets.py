"""What is drawn of a headline test: how sure it grew, and how each variant was clicked."""

from collections.abc import Sequence

from broadsheet.core import HeadlineLook, HeadlineTest
from broadsheet.media import Sheet

_WORDS = {
    "en": {
        "odds": "How likely each is the best",
        "odds_note": "at each look, since {since}",
        "odds_heads": ("headline", "looked at", "probability of being the best"),
        "rates": "Clicks per viewing",
        "rates_note": "line: 95% interval · {n} viewings",
        "rates_heads": (
            "headline",
            "clicks per viewing",
            "low",
            "high",
            "viewings",
            "clicks",
            "stayed to read",
            "best",
        ),
        "empty": "Nobody has seen it yet",
    },
    "zh": {
        "odds": "各标题为最佳的概率",
        "odds_note": "每次查看时，自{since}起",
        "odds_heads": ("标题", "查看时间", "为最佳的概率"),
        "rates": "每次展示的点击率",
        "rates_note": "横线为95%区间 · 共{n}次展示",
        "rates_heads": ("标题", "点击率", "下限", "上限", "展示", "点击", "读下去", "为最佳的概率"),
        "empty": "还没有读者看到",
    },
}


def odds_sheet(test: HeadlineTest, looks: Sequence[HeadlineLook], *, language: str) -> Sheet:
    """The probability of each variant at each look."""
    words = _WORDS[language]
    rows = [(v.text, look.at, look.odds[place].best) for place, v in enumerate(test.variants) for look in looks]
    return Sheet(
        title=str(words["odds"]),
        note=str(words["odds_note"]).format(since=f"{test.since:%Y-%m-%d %H:%M} UTC"),
        columns=("series", "start", "value"),
        rows=tuple(rows),
        heads=tuple(words["odds_heads"]),
        language=language,
        unit="hour",
        measure="share",
        empty=str(words["empty"]),
    )


def rates_sheet(test: HeadlineTest, look: HeadlineLook | None, *, language: str) -> Sheet:
    """The click rate of each variant as it is believed to be, and what was counted."""
    words = _WORDS[language]
    told = zip(test.variants, look.odds, look.tallies, strict=True) if look else ()
    rows = tuple((v.text, o.rate, o.low, o.high, t.exposures, t.clicks, t.reads, o.best) for v, o, t in told)
    seen = sum(row[4] for row in rows)
    return Sheet(
        title=str(words["rates"]),
        note=str(words["rates_note"]).format(n=seen),
        columns=("label", "value", "low", "high", "exposures", "clicks", "reads", "best"),
        rows=rows if seen else (),
        heads=tuple(words["rates_heads"]),
        language=language,
        measure="share",
        empty=str(words["empty"]),
    )
