"""What `broadsheet reader STEP NAME ...` can do: each step takes the newsroom, the reader and the rest of the words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError

if TYPE_CHECKING:
    from broadsheet.app import Newsroom

Told = tuple[Any, list[str]]
"""What a step answers: the value for `--json`, and the lines for people."""
Step = Callable[["Newsroom", str, Sequence[str]], Told]
_NEWEST = 50


def _show(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    del words
    reader = room.reader(name)
    lines = [f"{name} follows {', '.join(reader.topics) or 'nothing'}"]
    lines += [f"reads {', '.join(reader.languages) or 'any language'}, lives in {', '.join(reader.places) or '-'}"]
    lines += [] if reader.personalised else ["personalisation is off: nothing they did is used"]
    return {"reader": reader, "events": room.store.events.of(name)}, lines


def _follow(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    return _each(room, name, words, room.follow)


def _unfollow(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    return _each(room, name, words, room.unfollow_topic)


def _mute(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    return _each(room, name, words, room.mute)


def _unmute(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    return _each(room, name, words, room.unmute)


def _each(room: "Newsroom", name: str, words: Sequence[str], change: Callable[[str, str], Any]) -> Told:
    for tag in words:
        change(name, tag)
    return _show(room, name, ())


def _weight(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    tag, number = _two(words, "reader weight READER TAG NUMBER")
    try:
        weight = float(number)
    except ValueError as error:
        raise InvalidInputError("a weight is a number from 0 to 2", asked=number) from error
    reader = room.weigh(name, tag, weight=weight)
    return reader, [f"{tag} counts {weight:g} for {name}"]


def _personalise(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    how = words[0] if words else ""
    reader = room.personalise(name, how)  # type: ignore[arg-type]  # it says itself what it takes
    return reader, [f"personalisation is {how} for {name}"]


def _places(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    reader = room.set_places(name, words)
    return reader, [f"{name} lives in {', '.join(reader.places) or '-'}"]


def _languages(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    reader = room.set_languages(name, words)
    return reader, [f"{name} reads {', '.join(reader.languages) or 'any language'}"]


def _tags(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    tags = room.reader_tags(name, language=words[0] if words else "")
    shown = [f"{tag.weight:8.3f}  {tag.label}  ({tag.origin}{', muted' if tag.muted else ''})" for tag in tags]
    return {"tags": tags}, shown or ["no tag is used on this reader"]


def _saved(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    del words
    saved = room.saved(name)
    return {"articles": saved}, [f"{a.id}. {a.value.title}  ({a.value.outlet})" for a in saved] or ["nothing saved"]


def _history(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    del words
    acts = room.history(name)
    shown = [
        f"{act.at:%Y-%m-%d %H:%M}  {act.action:8} {act.article or act.topic}  {act.key}" for act in acts[-_NEWEST:]
    ]
    return {"events": acts}, shown or ["nothing noted"]


def _forget(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    for key in words:
        room.forget_act(name, key)
    return {"forgotten": list(words)}, [f"forgotten: {key}" for key in words]


def _less(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    article, of = _two([*words, "story"][:2], "reader less READER ARTICLE [story|topic|outlet]")
    if not article.isdecimal():
        raise InvalidInputError("an article is named by its number", asked=article)
    tags = room.less_of(name, int(article), of=of)  # type: ignore[arg-type]  # it says itself what it takes
    return {"less": tags or ["story"]}, [f"less of {', '.join(tags) or 'such stories'} for {name}"]


def _feed(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    if words and words[0] == "close":
        room.close_feed(name)
        return {}, [f"the feed of {name} is shut"]
    if words and words[0] != "new":
        raise InvalidInputError("a feed is shown, made new or closed", asked=words[0], choices=("new", "close"))
    key = room.feed_key(name, new=bool(words))
    urls = {format: room.feed_url(key, format) for format in ("rss", "atom", "json")}
    return urls, list(urls.values())


def _export(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    del words
    return room.export_reader(name), []


def _erase(room: "Newsroom", name: str, words: Sequence[str]) -> Told:
    del words
    room.erase_reader(name)
    return _show(room, name, ())[0], [f"{name} is erased"]


def _two(words: Sequence[str], form: str) -> tuple[str, str]:
    if len(words) != 2:
        raise InvalidInputError("two words are needed here", found=" ".join(words), do=f"broadsheet {form}")
    return words[0], words[1]


def _named(steps: Iterable[Step]) -> Mapping[str, Step]:
    return MappingProxyType({step.__name__.removeprefix("_"): step for step in steps})


STEPS = _named(
    (
        _show,
        _follow,
        _unfollow,
        _tags,
        _weight,
        _mute,
        _unmute,
        _less,
        _personalise,
        _languages,
        _places,
        _saved,
        _history,
        _forget,
        _feed,
        _export,
        _erase,
    )
)
