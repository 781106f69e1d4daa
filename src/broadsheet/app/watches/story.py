"""A followed story: reports that came to it and tell what none before them told."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.app.novelty import Development, developments
from broadsheet.core import Alert, InvalidInputError, Stored, Story, Watch

if TYPE_CHECKING:
    from broadsheet.app.watching import Watching

FIELDS = ("story",)
READ = 60  # reports of a story that are compared, the last ones: each takes some milliseconds


def checked(room: "Watching", value: Mapping[str, Any]) -> dict[str, Any]:
    """The story's headline and id; raises `InvalidInputError` for what is no id and `NotFoundError` for no story."""
    asked = str(value.get("story") or "").strip()
    if not asked.isascii() or not asked.isdecimal():
        raise InvalidInputError("a story is named by its number", asked=asked, do="give the id that `stories` shows")
    story = room.store.stories.get(int(asked)).value
    return {"title": next(iter(story.titles.values()), asked), "story": str(int(asked))}


def begun(room: "Watching") -> dict[str, Any]:
    """Everything that is here already is known."""
    return {"after": max(room.store.articles.ids(), default=0)}


def news(room: "Watching", watch: Stored[Watch], state: Mapping[str, Any]) -> tuple[list[Alert], Mapping[str, Any]]:
    """Alerts of the reports that came to the story since and add something, oldest first.

    A story that was merged or made anew is followed to where most of its known reports are.
    """
    known = set(state.get("known", ()))
    story = _now(room, int(watch.value.value["story"]), known=known)
    known = known or {id for id in story.articles if id <= int(state.get("after", 0))}
    further = {**state, "known": sorted(known | set(story.articles))}
    if known.issuperset(story.articles):
        return [], further
    reports = room.store.articles.get_many(story.articles[-READ:])
    reports.sort(key=lambda a: (a.value.published or a.created, a.id))
    told = developments(reports, known=known)
    return [_alert(watch.id, d) for d in told if d.new and d.article not in known], further


def _now(room: "Watching", id: int, *, known: Collection[int]) -> Story:
    """The story as it is now; raises `NotFoundError` when it and all its reports are gone."""
    held = Counter(room.store.stories.of_articles(known).values()) if known else Counter()
    found: Story = room.store.stories.get(held.most_common(1)[0][0] if held else id).value
    return found


def _alert(watch: int, told: Development) -> Alert:
    first = next(iter(told.sentences), None)
    value: dict[str, Any] = {"title": told.title, "new": told.new}
    if first is not None:
        value["snippet"] = first.text
        value["highlights"] = [(added.start - first.start, added.end - first.start) for added in first.added]
    return Alert(watch, f"article:{told.article}", value, told.article)
