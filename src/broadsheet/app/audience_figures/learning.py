"""How well each learnt version ranks the newest pages, which it had not seen, beside what served then."""

from datetime import UTC, datetime

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.media import Sheet

CHART = "time_line"
SECTION = "learning"
_WORDS = {
    "en": (
        "How the ranking learns",
        "on the newest pages, before learning from them (prequential, as MIND counts)",
        ("figure", "learnt", "value", "version", "pages", "gate"),
        (("auc", "AUC"), ("ndcg10", "nDCG@10"), ("before", "AUC of what served")),
        {True: "refused", False: "passed"},
    ),
    "zh": (
        "排序的学习曲线",
        "在最新页面上，学习之前测量（先测后学，按MIND口径）",
        ("指标", "学成", "值", "版本", "页面", "上线检验"),
        (("auc", "AUC"), ("ndcg10", "nDCG@10"), ("before", "当时在用版本的AUC")),
        {True: "未通过", False: "通过"},
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """AUC and nDCG@10 of each version by the time it was made, and the AUC of what served beside it."""
    title, note, heads, series, judged = _WORDS[log.words]
    rows = []
    for key, name in series:
        for card in reversed(log.cards):
            value = card.beside.get("auc") if key == "before" else card.figures.get(key)
            at = datetime.fromisoformat(card.made)
            made = at if at.tzinfo else at.replace(tzinfo=UTC)
            if value is not None:
                rows.append((name, made, float(value), card.version, card.pages, judged[bool(card.refused)]))
    return Sheet(
        title=title,
        note=note,
        columns=("series", "start", "value", "version", "pages", "gate"),
        rows=tuple(rows),
        heads=heads,
        language=log.words,
        unit="hour",
        measure="share",
        empty=EMPTY[log.words]["versions"],
    )
