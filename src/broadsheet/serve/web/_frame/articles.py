"""What a page about one article needs, for the desk's view and the reader's."""

from typing import Any

from fastapi import Request

from broadsheet.core import Article, Item, Stored
from broadsheet.serve.web._frame.analysis import analysis_values
from broadsheet.serve.web._frame.site import Site, language_of

RELATED_SHOWN = 5


def article_values(site: Site, request: Request, id: int, *, reader: str = "") -> dict[str, Any]:
    """The template's values for article `id`, as `reader` reads it when one does; raises `NotFoundError`."""
    room = site.room
    stored = room.article(id)
    return {
        "article": stored.value,
        "id": stored.id,
        **analysis_values(stored.value, language_of(request)),
        "known": room.names_in(id),
        "own": [(name, said) for name in room.own_names() if (said := stored.value.annotations.get(name))],
        "story": room.store.stories.of_article(id),
        "duplicates": room.store.articles.duplicates(id),
        "related": _related(site, stored.id, reader=reader, language=language_of(request)),
    }


def _related(site: Site, id: int, *, reader: str, language: str) -> list[tuple[Item, Stored[Article]]]:
    """What to read next, each with what it has in common with this one."""
    items = site.room.similar(id, n=RELATED_SHOWN, reader=reader, language=language).items
    found = {a.id: a for a in site.room.store.articles.get_many([item.article for item in items])}
    return [(item, found[item.article]) for item in items if item.article in found]
