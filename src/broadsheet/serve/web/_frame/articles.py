"""What a page about one article needs, for the desk's view and the reader's."""

from typing import Any

from fastapi import Request

from broadsheet.core import Article, Stored
from broadsheet.serve.web._frame.analysis import analysis_values
from broadsheet.serve.web._frame.site import Site, language_of

RELATED_SHOWN = 5


def article_values(site: Site, request: Request, id: int) -> dict[str, Any]:
    """The template's values for article `id`; raises `NotFoundError`."""
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
        "related": _related(site, stored),
    }


def _related(site: Site, stored: Stored[Article]) -> list[Stored[Article]]:
    hits = site.room.related(stored.id, RELATED_SHOWN)
    return site.room.store.articles.get_many([hit.article for hit in hits])
