"""How much of the archive readers get to see, and on how few articles their attention lies."""

from collections import Counter

import numpy as np

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.media import Sheet
from broadsheet.recommend.measuring.exposure import gini

CHART = "time_line"
SECTION = "variety"
_WORDS = {
    "en": (
        "What part of the window's articles is shown, and how unevenly",
        "shown: share of {n} articles · Gini: 0 when all are shown alike, 1 when one has everything",
        ("measure", "from", "value"),
        ("shown so far", "Gini of exposure"),
    ),
    "zh": (
        "时段内文章的展示比例与集中程度",
        "展示比例：占{n}篇文章 · 基尼系数：0为均等，1为集中于一篇",
        ("指标", "自", "值"),
        ("累计展示比例", "曝光基尼系数"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """By bin: the share of the window's articles shown up to then, and the Gini of that bin's places over them."""
    title, note, heads, (seen_name, gini_name) = _WORDS[log.words]
    known: set[int] = set()
    shares, ginis = [], []
    total = max(log.catalogue, len(log.articles), 1)
    for at, pages in zip(log.starts(), log.by_bin(), strict=True):
        counts = Counter(item.article for page in pages for item in page.items)
        known |= counts.keys()
        never = np.zeros(max(total - len(counts), 0))
        shares.append((seen_name, at, len(known) / total if pages else None))
        ginis.append((gini_name, at, gini(np.concatenate([list(counts.values()), never])) if pages else None))
    return Sheet(
        title=title,
        note=note.format(n=total),
        columns=("series", "start", "value"),
        rows=(*shares, *ginis) if known else (),
        heads=heads,
        language=log.words,
        unit=log.view.bins().unit,
        measure="share",
        empty=EMPTY[log.words]["pages"],
    )
