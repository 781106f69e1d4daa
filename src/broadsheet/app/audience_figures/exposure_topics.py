"""Whether topics get the attention that their part of the archive would give them."""

from broadsheet import nlp
from broadsheet.app.audience_figures.exposure_outlets import ratios
from broadsheet.app.audience_log import AudienceLog
from broadsheet.media import Sheet

CHART = "ratios"
SECTION = "fairness"
_WORDS = {
    "en": (
        "Attention by topic against its share of the archive",
        "1: as its articles are many · lines at 0.8 and 1.25",
        ("topic", "ratio", "of attention", "of articles"),
    ),
    "zh": (
        "各话题所获关注与其文章占比",
        "1：与文章数相称 · 参考线 0.8 与 1.25",
        ("话题", "比值", "关注占比", "文章占比"),
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """Exposure over supply of the broad topics (the first of each article, raised to its top)."""
    names = {t.id: (t.label_zh if log.words == "zh" else t.label_en) for t in nlp.topics()}
    pages = [
        [names.get(topic_of(log.articles[i.article].notes), "") for i in p.items if i.article in log.articles]
        for p in log.pages
    ]
    available = [names.get(topics[0], "") for _, topics in log.supply if topics]
    return ratios(log, pages, available=available, words=_WORDS[log.words])


def topic_of(notes: dict[str, object]) -> str:
    """The broad topic of an article: the root of its first one; empty without one."""
    parents = {t.id: t.parent for t in nlp.topics()}
    found = notes.get("topics") or ()
    id = str(found[0]["id"]) if found else ""  # type: ignore[index]
    while parents.get(id):
        id = parents[id]
    return id
