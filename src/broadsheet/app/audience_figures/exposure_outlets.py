"""Whether outlets get the attention that their part of the archive would give them."""

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.media import Sheet
from broadsheet.recommend.measuring.exposure import exposure

CHART = "ratios"
SECTION = "fairness"
SHOWN = 14
FEWEST_PLACES = 30  # places an outlet or topic would be due: of fewer the ratio is chance
_WORDS = {
    "en": (
        "Attention by outlet against its share of the archive",
        "1: as its articles are many · places weigh 1/log2(1 + place) · lines at 0.8 and 1.25",
        ("outlet", "ratio", "of attention", "of articles"),
    ),
    "zh": (
        "各媒体所获关注与其文章占比",
        "1：与文章数相称 · 位置权重 1/log2(1+位置) · 参考线 0.8 与 1.25",
        ("媒体", "比值", "关注占比", "文章占比"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Exposure over supply of the outlets with the most articles of the window."""
    title, note, heads = _WORDS[log.words]
    pages = [[log.articles[i.article].outlet for i in p.items if i.article in log.articles] for p in log.pages]
    available = [outlet for outlet, _ in log.supply]
    return ratios(log, pages, available=available, words=(title, note, heads))


def ratios(
    log: AudienceLog, pages: list[list[str]], *, available: list[str], words: tuple[str, str, tuple[str, ...]]
) -> Sheet:
    """A row a group: exposure over supply, and the shares; groups due too few places are left out."""
    places = sum(len(page) for page in pages)
    rows = [
        (row.group, row.ratio, row.exposed, row.available)
        for row in exposure(pages, available=available)
        if row.group and row.available * places >= FEWEST_PLACES
    ]
    title, note, heads = words
    return Sheet(
        title=title,
        note=note,
        columns=("label", "value", "exposed", "available"),
        rows=tuple(rows[:SHOWN]),
        heads=heads,
        language=log.words,
        measure="count",
        empty=EMPTY[log.words]["pages" if not log.pages else "supply"],
    )
