"""Topics, or other subjects, by day: which were told of when."""

from broadsheet.app.asked import Asked
from broadsheet.app.figures._subjects import counted
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "heat_map"
_TITLES = {
    "en": {
        "topics": "Topics by time",
        "terms": "Words by time",
        "entities": "Names by time",
        "stories": "Stories by time",
    },
    "zh": {
        "topics": "各主题的时间分布",
        "terms": "各词语的时间分布",
        "entities": "各名称的时间分布",
        "stories": "各事件的时间分布",
    },
}
_HEADS = {"en": ("subject", "from", "articles"), "zh": ("对象", "起", "报道数")}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each subject and bin, the subject with most articles first."""
    title, heads = _TITLES[asked.language][asked.kind], _HEADS[asked.language]
    return counted(room, asked, title=title, heads=heads, key="row", n=asked.n)
