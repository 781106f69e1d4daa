"""The largest topics, or other subjects, as currents of one stream."""

from broadsheet.app.asked import Asked
from broadsheet.app.figures._subjects import counted
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet

CHART = "stream_graph"
_MOST = 8  # as many colours as can be told apart
_TITLES = {
    "en": {
        "topics": "The stream of topics",
        "terms": "The stream of words",
        "entities": "The stream of names",
        "stories": "The stream of stories",
    },
    "zh": {"topics": "主题之流", "terms": "词语之流", "entities": "名称之流", "stories": "事件之流"},
}
_HEADS = {"en": ("subject", "from", "articles"), "zh": ("对象", "起", "报道数")}


def sheet(room: Trending, asked: Asked) -> Sheet:
    """A row for each of the largest subjects and bin."""
    title, heads = _TITLES[asked.language][asked.kind], _HEADS[asked.language]
    return counted(room, asked, title=title, heads=heads, key="series", n=min(asked.n, _MOST))
