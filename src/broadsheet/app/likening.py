"""More like this: what to read after an article, each with what the two have in common."""

from collections.abc import Collection, Mapping

from broadsheet import nlp
from broadsheet.app.reading_controls import ReadingControls
from broadsheet.core import Article, FrontPage, InvalidInputError, Item, Stored

_LOOKED_AT = 5  # times as many as are asked for, for some are of one story, read already, or not in the language
_SHARED = {
    "story": {"en": "Another report of the same event", "zh": "同一事件的另一篇报道"},
    "name": {"en": "Also about {what}", "zh": "同样讲到{what}"},
    "topic": {"en": "Also on {what}", "zh": "同属“{what}”"},
    "text": {"en": "Close to what you are reading", "zh": "与正在读的内容相近"},
}


class Likening(ReadingControls):
    """The part of the newsroom that knows what is like an article."""

    def similar(self, article: int, *, n: int = 6, reader: str = "", language: str = "") -> FrontPage:
        """The `n` articles most like one, one a story, the nearest first, with reasons in `language`.

        What `reader` read or refused is left out, and what is in no language of theirs; of one who is not personalised
        nothing is used. The part `text` is the cosine of the two. Raises `NotFoundError`.
        """
        if not 1 <= n <= 50:
            raise InvalidInputError("similar articles are 1 to 50", asked=str(n))
        told, asked = self.article(article), self.reader(reader) if reader else None
        spoken = language or self.settings.language or "en"
        near = self.recommender.similar(article, n=n * _LOOKED_AT, now=self.edition(), language=spoken, reader=asked)
        hits = {item.article: item.score for item in near}
        languages = asked.languages if asked else ()
        stories = self.store.stories.of_articles([article, *hits])
        items: list[Item] = []
        taken: set[int] = set()
        for other in self.store.articles.get_many(list(hits)):
            story = stories.get(other.id)
            if story in taken or (languages and other.value.language not in languages) or len(items) == n:
                continue
            taken |= {story} if story is not None else set()
            cause, reason = shared(told, other, stories=stories, language=spoken)
            score = round(float(hits[other.id]), 6)
            items.append(Item(other.id, len(items) + 1, score, {"text": score}, reason, cause, story))
        return FrontPage(reader, tuple(items), spoken, "similar-1", at=self.now())


def shared(
    told: Stored[Article], other: Stored[Article], *, stories: Mapping[int, int], language: str
) -> tuple[str, str]:
    """What two articles have in common, the most telling first: the event, a name, a topic, or the text alone."""
    spoken = "zh" if language == "zh" else "en"
    if told.id in stories and stories[told.id] == stories.get(other.id):
        return "story", _SHARED["story"][spoken]
    names = _texts(told.value, "entities")
    name = next((text for key, text in _texts(other.value, "entities").items() if key in names), "")
    if name:
        return "name", _SHARED["name"][spoken].format(what=name)
    topics = _ids(told.value)
    topic = next((id for id in _ids(other.value) if id in topics), "")
    if topic:
        return "topic", _SHARED["topic"][spoken].format(what=nlp.topic_label(topic, spoken))
    return "text", _SHARED["text"][spoken]


def _texts(article: Article, analysis: str) -> dict[str, str]:
    """What an analysis named in a text, folded, with how it is written there."""
    rows = article.annotations.get(analysis) or ()
    return {str(row["text"]).casefold(): str(row["text"]) for row in rows}


def _ids(article: Article) -> Collection[str]:
    return [str(row["id"]) for row in article.annotations.get("topics") or ()]
