"""How the command line tells of a story: its words for people, and which ids a step asks for."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from broadsheet.core import InvalidInputError, Ruling, Stored, Story
from broadsheet.serve.cli._session import Session, lines

if TYPE_CHECKING:
    from broadsheet.app import Newsroom, StoryView
    from broadsheet.app.differing import Difference
    from broadsheet.app.novelty import Development
    from broadsheet.app.ruling import Neighbour
    from broadsheet.trends.likeness import Likeness

_IDS = {"merge": 2, "why": 2, "rulings": 0}


def asked(words: Sequence[str], steps: Sequence[str]) -> tuple[str, list[int]]:
    """The step ("" for a story) and its ids; raises `InvalidInputError` where they are not as many, or no numbers."""
    step = words[0] if words[0] in steps else ""
    given = words[1:] if step else words
    wanted = _IDS.get(step, 1)
    if len(given) != wanted or not all(word.isdecimal() for word in given):
        raise InvalidInputError(
            f"`story {step}` takes {wanted} ids" if step else "a story's id is a number",
            asked=" ".join(words),
            do="`broadsheet stories` lists the ids",
            choices=() if step else steps,
        )
    return step, [int(word) for word in given]


def one(session: Session, room: "Newsroom", id: int, *, since: str, reader: str) -> None:
    """A story whole, or with `since` or `reader` only what is new in it."""
    if since or reader:
        news = room.news(id, reader=reader, since=_day(since))
        if reader:
            room.look(id, reader)
        session.answer({"story": id, "news": news}, lambda out: lines(out, _added(news.reports)))
        return
    view, added, differ = room.story(id), room.developments(id), room.differences(id)
    values = {"developments": added, "differences": differ, "chapters": room.chapters(id)}
    session.answer(
        {**_flat(view), **values},
        lambda out: lines(out, [*_head(view), *_added(added), *_copies(view), *_differences(differ)]),
    )


def rulings(found: Sequence[Stored[Ruling]]) -> Iterator[str]:
    """A line for each ruling."""
    for stored in found:
        ruling = stored.value
        sides = f"{', '.join(map(str, ruling.one))} and {', '.join(map(str, ruling.two))}"
        who = f" by {ruling.by}" if ruling.by else ""
        yield f"{stored.id:>5}  {ruling.verb}: articles {sides}{who}  {ruling.note}".rstrip()
    if not found:
        yield "no rulings"


def reasons(likeness: "Likeness") -> Iterator[str]:
    """The chance and its parts, the weightiest first."""
    yield f"{likeness.chance:.0%} that they are one story"
    for name, part in sorted(likeness.parts.items(), key=lambda item: -abs(item[1])):
        yield f"  {name:8} {part:+.2f}"


def neighbours(found: Sequence["Neighbour"]) -> Iterator[str]:
    """A line for each neighbour."""
    for near in found:
        yield f"{near.id:>5}  {near.likeness.chance:>4.0%}  {'  |  '.join(near.story.titles.values())}"
    if not found:
        yield "no story is near"


def _flat(view: "StoryView") -> dict[str, object]:
    return {
        "id": view.id,
        "story": view.story,
        "articles": view.articles,
        "duplicates": view.duplicates,
        "copies": view.copies,
        "agencies": view.agencies,
    }


def voices(story: Story) -> str:
    """`, 3 independent` where some report has its words from another; nothing where none has, or none was looked at."""
    return f", {story.independent} independent" if 0 < story.independent < len(story.articles) else ""


def _head(view: "StoryView") -> Iterator[str]:
    yield "  |  ".join(view.story.titles.values())
    yield f"{len(view.articles)} reports{voices(view.story)}"


def _added(found: Sequence["Development"]) -> Iterator[str]:
    for report in found:
        yield f"{report.article:>5}  {report.at.isoformat(timespec='minutes')}  {report.outlet}: {report.title}"
        for sentence in report.sentences:
            yield f"         + {' '.join(sentence.text.split())}"
    if not found:
        yield "nothing new"


def _copies(view: "StoryView") -> Iterator[str]:
    for copy in view.copies:
        credit = ", credited" if copy.credited else ""
        minutes = round(copy.later.total_seconds() / 60)
        yield f"copy: {copy.taker} has {copy.share:.0%} of its words from {copy.source}, {minutes} min later{credit}"


def _differences(found: Sequence["Difference"]) -> Iterator[str]:
    for difference in found:
        sides = "; ".join(
            f"{side.value} ({', '.join(str(s.outlet or s.article) for s in side.sayings)})" for side in difference.sides
        )
        yield f"{difference.state}: {difference.counts}: {sides}"


def _day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError("this is not a date", asked=text, do="write it as 2026-11-08") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
