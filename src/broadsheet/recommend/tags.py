"""The tags used on a reader: what they can see, set and mute."""

from broadsheet import nlp
from broadsheet.core import Reader, TagUse
from broadsheet.recommend.catalogue.tagging import code
from broadsheet.recommend.view import View

_READ = 200
"""Of the articles read, the weightiest whose tags are told."""
_FROM = 5


def tags_used(view: View, reader: Reader, *, most: int, language: str = "en") -> tuple[TagUse, ...]:
    """Up to `most` tags, the weightiest first, then those that were muted.

    The weight of a tag learnt is the share of what was read that has it, times what the reader set.
    """
    muted = {tag.casefold() for tag in reader.muted}
    learnt = _learnt(view, reader)
    found = {
        tag: TagUse(tag, nlp.tag_label(tag, language, written=words.get(tag, "")), weight, "read", articles=articles)
        for tag, (weight, articles, words) in learnt.items()
        if tag not in muted
    }
    for tag, weight in view.profile.followed.items():
        read = found.get(tag)
        articles = read.articles if read else ()
        label = nlp.tag_label(tag, language, written=read.label if read else "")
        found[tag] = TagUse(tag, label, weight + (read.weight if read else 0.0), "followed", articles=articles)
    for tag, weight in reader.weights.items():
        if tag.casefold() not in found and tag.casefold() not in muted:
            found[tag.casefold()] = TagUse(tag.casefold(), nlp.tag_label(tag, language), float(weight), "set")
    used = sorted(found.values(), key=lambda use: (-use.weight, use.tag))[:most]
    gone = [TagUse(tag, nlp.tag_label(tag, language), 0.0, "set", muted=True) for tag in sorted(muted)]
    return (*used, *gone)


def _learnt(view: View, reader: Reader) -> dict[str, tuple[float, tuple[int, ...], dict[str, str]]]:
    """For each tag of what was read its weight, up to five articles that have it and its words as they are written."""
    read = sorted(((weight, row) for row, weight in view.profile.read.items() if weight > 0), reverse=True)[:_READ]
    total = sum(weight for weight, _ in read) or 1.0
    set_to = {tag.casefold(): weight for tag, weight in reader.weights.items()}
    found: dict[str, tuple[float, tuple[int, ...], dict[str, str]]] = {}
    for weight, row in read:
        here = set(view.catalogue.tags.of(row).tolist())
        words = dict(view.told(row))
        for tag in words:
            if tag != "title" and code(tag) in here:
                before, articles, _ = found.get(tag, (0.0, (), {}))
                part = weight / total * set_to.get(tag, 1.0)
                found[tag] = (before + part, (*articles, int(view.catalogue.ids[row]))[:_FROM], words)
    return found
