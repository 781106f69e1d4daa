"""How unlike each other the articles of a page are, over time."""

import math

import numpy as np

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.core import Served
from broadsheet.media import Cell, Sheet
from broadsheet.recommend.measuring.exposure import intra_list_similarity

CHART = "time_line"
SECTION = "variety"
MOST = 200  # pages of each bin: the mean of as many is known to a hundredth
_WORDS = {
    "en": (
        "How alike the articles of a page are",
        "mean cosine of two articles; share of outlets and topics that differ · lower likeness is more varied",
        ("measure", "from", "value"),
        ("likeness in a page", "outlets per item", "topics per item"),
    ),
    "zh": (
        "同一页面文章的相似程度",
        "两篇文章的平均余弦；媒体与话题的不同比例 · 相似度越低越多样",
        ("指标", "自", "值"),
        ("页内相似度", "每条的媒体数", "每条的话题数"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """By bin the means over its newest pages."""
    title, note, heads, names = _WORDS[log.words]
    series: list[list[tuple[Cell, ...]]] = [[], [], []]
    for at, pages in zip(log.starts(), log.by_bin(), strict=True):
        told = [_told(log, page) for page in pages[-MOST:]]
        for place, name in enumerate(names):
            values = [measures[place] for measures in told if not math.isnan(measures[place])]
            series[place].append((name, at, sum(values) / len(values) if values else None))
    is_told = any(row[2] is not None for one in series for row in one)
    return Sheet(
        title=title,
        note=note,
        columns=("series", "start", "value"),
        rows=tuple(row for one in series for row in one) if is_told else (),
        heads=heads,
        language=log.words,
        unit=log.view.bins().unit,
        measure="share",
        empty=EMPTY[log.words]["pages"],
    )


def _told(log: AudienceLog, page: Served) -> tuple[float, float, float]:
    found = [log.articles[i.article] for i in page.items if i.article in log.articles]
    if len(found) < 2:
        return (float("nan"),) * 3
    vectors = [a.vector for a in found if a.vector is not None]
    alike = intra_list_similarity(np.stack(vectors)) if len(vectors) > 1 else float("nan")
    topics = {str(t["id"]) for a in found for t in (a.notes.get("topics") or ())[:1]}
    return alike, len({a.outlet for a in found}) / len(found), len(topics) / len(found)
