"""What exploring costs: the clicks of explored places beside those of the others at the same positions."""

from broadsheet.app.audience_log import EMPTY, AudienceLog, is_enough, who
from broadsheet.media import Sheet
from broadsheet.trends.intervals import share

CHART = "bars"
SECTION = "ranking"
_WORDS = {
    "en": (
        "What exploring costs",
        "{share:.1%} of places are drawn by lot · line: 95% interval",
        ("places", "click rate", "low", "high", "places", "clicks"),
        ("explored", "others at those positions"),
    ),
    "zh": (
        "探索的代价",
        "{share:.1%}的位置由抽签决定 · 横线为95%区间",
        ("位置", "点击率", "下限", "上限", "位置数", "点击数"),
        ("探索位", "同位置的其他条目"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Click rates of explored and of other places, at the positions where any was explored."""
    title, note, heads, names = _WORDS[log.words]
    places = [(page, item) for page in log.pages for item in page.items]  # as served: lots are drawn low on the page
    explored = [(p, i) for p, i in places if i.explored]
    positions = {item.position for _, item in explored}
    others = [(p, i) for p, i in places if not i.explored and i.position in positions]
    rows = []
    for name, found in zip(names, (explored, others), strict=True):
        if is_enough([who(page) for page, _ in found]):
            clicks = sum(log.is_clicked(page, item) for page, item in found)
            if rate := share(clicks, len(found)):
                rows.append((name, rate.value, rate.low, rate.high, len(found), clicks))
    return Sheet(
        title=title,
        note=note.format(share=len(explored) / len(places)) if places else "",
        columns=("label", "value", "low", "high", "places", "clicks"),
        rows=tuple(rows) if len(rows) == 2 and log.clicked else (),
        heads=heads,
        language=log.words,
        measure="share",
        empty=EMPTY[log.words]["explored" if not explored else "clicks"],
    )
