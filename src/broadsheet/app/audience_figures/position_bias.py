"""How much of being opened is being on top: the click rate by place on the page."""

from collections import defaultdict

from broadsheet.app.audience_log import EMPTY, AudienceLog, is_enough, who
from broadsheet.media import Sheet
from broadsheet.trends.intervals import share

CHART = "curve"
SECTION = "ranking"
_WORDS = {
    "en": (
        "Clicks by place on the page",
        {True: "of places that were viewed", False: "of places that were served: the site tells of no views"},
        ("", "place", "click rate", "low", "high", "places", "clicks"),
    ),
    "zh": (
        "各位置点击率",
        {True: "按已看到的位置计", False: "按已送出的位置计：网站未发送看到事件"},
        ("", "位置", "点击率", "下限", "上限", "位置数", "点击数"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Clicks over places looked at, with Wilson's interval, for each position from 1."""
    title, notes, heads = _WORDS[log.words]
    places: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for page, item in log.shown():
        places[item.position].append((who(page), log.is_clicked(page, item)))
    rows = []
    for position, found in sorted(places.items()):
        if is_enough([name for name, _ in found]):
            clicks = sum(clicked for _, clicked in found)
            if rate := share(clicks, len(found)):
                rows.append(("", position, rate.value, rate.low, rate.high, len(found), clicks))
    return Sheet(
        title=title,
        note=notes[bool(log.viewed)],
        columns=("series", "x", "value", "low", "high", "places", "clicks"),
        rows=tuple(rows) if log.clicked else (),
        heads=heads,
        language=log.words,
        measure="share",
        empty=EMPTY[log.words]["clicks" if log.pages else "pages"],
    )
