"""Brand safety: whether a page tells of disasters, deaths, crime or war, so that advertisements stay away."""

from collections.abc import Collection

from broadsheet.core import AdPage
from broadsheet.recommend.ads.topics import widened
from broadsheet.recommend.ads.wordlists import folded, holds, lists


def unsafe(page: AdPage) -> str:
    """Why no advertisement should stand here: `disaster`, `death`, `crime`, `war`, `sentiment`, or nothing.

    By the page's media topics (with the broader ones they belong to), the words of its headlines and keywords in
    Chinese and English, and its sentiment, unless it is about the economy.
    """
    topics, text = widened(page.topics), folded(page.words)
    mood = lists("safety")["sentiment"]
    for kind, row in lists("safety").items():
        if topics.intersection(row.get("topics", ())) or _told(text, row["words"], spared=row["not"]):
            return kind
    return "sentiment" if page.sentiment <= mood["least"] and not topics.intersection(mood["spared"]) else ""


def _told(text: str, words: Collection[str], *, spared: Collection[str]) -> bool:
    for harmless in spared:
        text = text.replace(harmless, " ")
    return bool(holds(text, words))
