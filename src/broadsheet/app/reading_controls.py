"""A reader in charge: what may be used on them, how much each tag counts, what they saved and did."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from broadsheet.app.reading import Reading
from broadsheet.core import Article, Event, InvalidInputError, NotFoundError, Reader, Stored, TagUse, UnknownNameError

LONGEST_TAG = 200  # characters
MOST_TAGS = 500  # of one kind a reader may set: a page is made in milliseconds, and each is looked up for it
MOST_WEIGHT = 2.0
_LESS = 0.5  # each press of "less of this" takes half of what a tag counts for at first
Less = Literal["story", "topic", "outlet"]
_LESS_OF = ("story", "topic", "outlet")


class ReadingControls(Reading):
    """The part of the newsroom in which readers say what is done with what they read."""

    def mute(self, name: str, tag: str) -> Reader:
        """Never use a tag on a reader, whatever they read, and follow it no longer."""
        reader, gone = self.reader(name), folded(tag)
        topics = tuple(t for t in reader.topics if folded(t) != gone)
        return self._keep_reader(replace(reader, topics=topics, muted=_with(reader.muted, gone)))

    def unmute(self, name: str, tag: str) -> Reader:
        """Let a tag be used again."""
        reader = self.reader(name)
        return self._keep_reader(replace(reader, muted=tuple(t for t in reader.muted if t != folded(tag))))

    def weigh(self, name: str, tag: str, *, weight: float) -> Reader:
        """Say how much a tag is to count: 1 is as learnt, 0 as little as can be, 2 twice.

        Raises `InvalidInputError` for a weight outside 0 to 2.
        """
        if not 0 <= weight <= MOST_WEIGHT:
            raise InvalidInputError("a tag counts from 0 to 2", asked=str(weight), do="1 is as learnt")
        reader = self.reader(name)
        weights = {t: w for t, w in reader.weights.items() if t != folded(tag)}
        if weight != 1:
            weights[folded(tag)] = weight
        if len(weights) > MOST_TAGS:
            raise InvalidInputError(f"at most {MOST_TAGS} tags can be weighed", asked=tag)
        return self._keep_reader(replace(reader, weights=weights))

    def personalise(self, name: str, how: Literal["on", "off"]) -> Reader:
        """Use what a reader does, or don't; raises `UnknownNameError` for neither."""
        if how not in ("on", "off"):
            raise UnknownNameError("personalisation is on or off", asked=how, choices=("on", "off"))
        return self._keep_reader(replace(self.reader(name), personalised=how == "on"))

    def set_places(self, name: str, places: Iterable[str]) -> Reader:
        """Which places a reader calls theirs."""
        said = dict.fromkeys(" ".join(place.split()) for place in places)
        return self._keep_reader(replace(self.reader(name), places=_checked([place for place in said if place])))

    def set_languages(self, name: str, languages: Iterable[str]) -> Reader:
        """Which languages a reader reads, the best first; none: any."""
        said = tuple(dict.fromkeys(tag.strip().lower() for tag in languages if tag.strip()))
        return self._keep_reader(replace(self.reader(name), languages=said))

    def less_of(
        self, name: str, article: int, *, of: Less = "story", key: str = "", page: str = "", position: int = 0
    ) -> list[str]:
        """Less like an article for a reader: like its `story`, of its most special `topic`, or of its `outlet`.

        Returns the tags that count for less now, none for a story: that is the act `less`, which the page knows at
        once. Raises `UnknownNameError` and `NotFoundError`.
        """
        if of not in _LESS_OF:
            raise UnknownNameError("less of what?", asked=of, choices=_LESS_OF)
        stored = self.article(article)
        tags = [] if of == "story" else _tags_of(stored.value, of=of)
        if not tags:
            self.read(name, article, action="less", key=key, page=page, position=position)
            return []
        for tag in tags:
            self.weigh(name, tag, weight=max(self.reader(name).weights.get(tag, 1.0) - _LESS, 0.0))
        self.read(name, article, action="hide", key=key, page=page, position=position)
        return tags

    def reader_tags(self, name: str, *, language: str = "") -> list[TagUse]:
        """Every tag used on a reader, the most used first: its weight, where it came from, what they said about it.

        For one who is not personalised, what would be used.
        """
        reader, spoken = replace(self.reader(name), personalised=True), language or self.settings.language or "en"
        return list(self.recommender.tags(reader, now=self.edition(), language=spoken))

    def saved(self, name: str) -> list[Stored[Article]]:
        """The articles a reader saved, the last saved first."""
        from broadsheet.recommend.readers.undoing import standing

        kept = (act for act in reversed(standing(self.history(name))) if act.action == "save")
        ids = list(dict.fromkeys(act.article for act in kept if act.article is not None))
        found = {a.id: a for a in self.store.articles.get_many(ids)}
        return [found[id] for id in ids if id in found]

    def history(self, name: str) -> list[Event]:
        """Everything a reader did that is kept, oldest first."""
        return self.store.events.of(self.reader(name).name)

    def forget_act(self, name: str, key: str) -> None:
        """Forget one thing a reader did; the next page knows. Raises `NotFoundError` when they did no such thing."""
        reader = self.reader(name)
        if not self.store.events.remove(reader.name, key):
            raise NotFoundError("there is no such act", asked=key, do="`broadsheet reader history` lists them")
        self.recommender.relearn(reader)

    def undo_less(self, name: str, key: str, *, tags: Iterable[str] = ()) -> None:
        """Take back "less of this": the act with `key`, and what each of `tags` lost by it."""
        for tag in tags:
            self.weigh(name, tag, weight=min(self.reader(name).weights.get(folded(tag), 1.0) + _LESS, 1.0))
        self.forget_act(name, key)

    def _keep_reader(self, reader: Reader) -> Reader:
        self.put_reader(reader)
        return reader


def folded(tag: str) -> str:
    """A tag as it is compared; raises `InvalidInputError` for none and for a very long one."""
    said = " ".join(tag.split()).casefold()
    if not said or len(said) > LONGEST_TAG:
        raise InvalidInputError(f"a tag has 1 to {LONGEST_TAG} characters", asked=tag[:LONGEST_TAG])
    return said


def _with(tags: Sequence[str], tag: str) -> tuple[str, ...]:
    return _checked(dict.fromkeys((*tags, tag)))


def _checked(tags: Iterable[str]) -> tuple[str, ...]:
    kept = tuple(tags)
    if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
        raise InvalidInputError(f"at most {MOST_TAGS} are kept, of at most {LONGEST_TAG} characters each")
    return kept


def _tags_of(article: Article, *, of: Less) -> list[str]:
    """The name of the outlet, or of the topic that fits the article best; none where it has none."""
    if of == "outlet":
        return [folded(article.outlet)] if article.outlet.strip() else []
    topics = article.annotations.get("topics") or ()
    best = max(topics, key=lambda t: float(t.get("score", 0.0)), default=None)
    return [folded(str(best["id"]))] if best else []
