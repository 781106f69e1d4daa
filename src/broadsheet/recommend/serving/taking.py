"""Taking in what readers did, as sites and apps tell it: what can be kept is, and what can't is said."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, get_args

from broadsheet.core import Event, Refusal, Taken, Told
from broadsheet.core.event import Action
from broadsheet.core.reader import LONGEST_NAME, is_reader_name
from broadsheet.ingest.urls import variants

if TYPE_CHECKING:
    from broadsheet.recommend.serving.recommender import Recommender
    from broadsheet.store import Store

SKEW = timedelta(minutes=2)
"""How far a sender's clock may be ahead of ours; what is later than that is kept as of now."""
LONGEST_KEY = 200
LONGEST_TOPIC = 200
LARGEST = 1e9
"""Of a value: thirty years in seconds."""
_MOST_PLACES = 100_000
_ACTIONS = frozenset(get_args(Action))
_OF_TOPICS = frozenset(("follow", "unfollow"))


def take(told: Sequence[Told], *, store: "Store", recommender: "Recommender", now: datetime) -> Taken:
    """Keep acts, on disk and known to the next page when this returns; one that can't be kept stops no other.

    Refused is an act without a usable key or reader, of an unknown action or article, or with a value that is no
    number from 0 up. Readers who are not known are new. Raises `BusyError` when more comes than the disk takes.
    """
    events, refused, clamped = sort(told, store=store, now=now)
    new = recommender.observe(events) if events else 0
    return Taken(len(told), new, tuple(refused), tuple(clamped))


def sort(told: Sequence[Told], *, store: "Store", now: datetime) -> tuple[list[Event], list[Refusal], list[int]]:
    """What can be kept, what can't and why, and the places of what is from the future; nothing is kept yet."""
    named = _named(told, store)
    events: list[Event] = []
    refused: list[Refusal] = []
    clamped: list[int] = []
    for index, one in enumerate(told):
        article = named.get(_name_of(one))
        reason = _problem(one, article)
        if reason:
            refused.append(Refusal(index, one.key[:LONGEST_KEY], reason))
            continue
        at = _moment(one.at, now)
        if at > now + SKEW:
            at = now
            clamped.append(index)
        events.append(_event(one, at=at, article=article))
    return events, refused, clamped


def _named(told: Sequence[Told], store: "Store") -> dict[int | str | tuple[str], int]:
    """From what an act calls its article (an id, an address, the site's own id) to the article."""
    names = {_name_of(one) for one in told}
    ids = {name for name in names if isinstance(name, int)}
    found: dict[int | str | tuple[str], int] = {id: id for id in store.naming.known(ids)} if ids else {}
    urls = {name: variants(name) for name in names if isinstance(name, str) and name}
    if urls:
        kept = store.naming.by_urls({spelling for spellings in urls.values() for spelling in spellings})
        found |= {n: kept[s] for n, spellings in urls.items() for s in reversed(spellings) if s in kept}
    items = [name[0] for name in names if isinstance(name, tuple)]
    if items:
        found |= {(item,): article for item, article in store.items.articles_of(items).items()}
    return found


def _name_of(one: Told) -> int | str | tuple[str]:
    if one.article is not None:
        return one.article
    return (one.item,) if one.item else one.url


def _problem(one: Told, article: int | None) -> str:
    """Why an act can't be kept, or nothing."""
    if not 0 < len(one.key) <= LONGEST_KEY or not one.key.isprintable():
        return f"a key is 1 to {LONGEST_KEY} printable characters"
    if not is_reader_name(one.reader):
        return f"a reader's name is 1 to {LONGEST_NAME} printable characters without a slash"
    if one.action not in _ACTIONS:
        return f"there is no act called {one.action[:40]!r}"
    return _ill_measured(one) or _ill_named(one, article)


def _ill_measured(one: Told) -> str:
    if not 0 <= one.value <= LARGEST or math.isnan(one.value):
        return "a value is a number from 0 to a thousand million"
    if len(one.page) > LONGEST_KEY or not (one.page.isprintable() and 0 <= one.position <= _MOST_PLACES):
        return "a place is the id of a served page and a position from 1"
    return ""


def _ill_named(one: Told, article: int | None) -> str:
    if one.action in _OF_TOPICS:
        usable = 0 < len(one.topic.strip()) <= LONGEST_TOPIC and one.topic.isprintable()
        return "" if usable else f"following is about a topic of 1 to {LONGEST_TOPIC} characters"
    if article is None:
        return "there is no such article" if _name_of(one) else "this act is about no article"
    return ""


def _moment(at: datetime | None, now: datetime) -> datetime:
    if at is None:
        return now
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _event(one: Told, *, at: datetime, article: int | None) -> Event:
    about = None if one.action in _OF_TOPICS else article
    topic = one.topic.strip() if one.action in _OF_TOPICS else ""
    act: Action = one.action  # type: ignore[assignment]
    return Event(one.key, one.reader.strip(), act, at, about, topic, one.value, one.page, one.position)
