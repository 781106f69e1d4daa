"""How old what is shown is."""

from collections import Counter
from datetime import UTC, datetime

from broadsheet.app.audience_log import EMPTY, AudienceLog, is_enough, who
from broadsheet.media import Sheet

CHART = "bars"
SECTION = "variety"
_EDGES = ((6, "6 h", "6小时"), (24, "1 d", "1天"), (72, "3 d", "3天"), (168, "7 d", "7天"), (720, "30 d", "30天"))
_WORDS = {
    "en": ("How old what is shown is", "age when the page was made", ("up to", "share of places", "places"), "older"),
    "zh": ("所展示文章的新旧", "页面生成时的文章年龄", ("不超过", "位置占比", "位置数"), "更早"),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sheet(log: AudienceLog) -> Sheet:
    """The share of places by the age of the article in them."""
    title, note, heads, older = _WORDS[log.words]
    counts: Counter[str] = Counter()
    labels = [zh if log.words == "zh" else en for _, en, zh in _EDGES] + [older]
    for page in log.pages:
        hour = (page.at - _EPOCH).total_seconds() / 3600
        for item in page.items:
            if item.article in log.articles:
                age = hour - log.articles[item.article].hour
                place = next((i for i, (edge, *_) in enumerate(_EDGES) if age <= edge), len(_EDGES))
                counts[labels[place]] += 1
    total = counts.total()
    enough = total and is_enough([who(page) for page in log.pages])
    return Sheet(
        title=title,
        note=note,
        columns=("label", "value", "places"),
        rows=tuple((label, counts[label] / total, counts[label]) for label in labels) if enough else (),
        heads=heads,
        language=log.words,
        measure="share",
        empty=EMPTY[log.words]["pages"],
    )
