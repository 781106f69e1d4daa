"""An item from outside: what a site that uses the recommender alone wants on its pages."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """Something that can be recommended, known by the site's own `id` (any text of 1 to 200 characters).

    `title` and `text` are what likeness is read from when no vector is given with it; `topics` are IPTC ids or the
    site's own, the most general one first; `tags` are names, keywords and authors a reader may follow; `language` is a
    BCP 47 primary tag, empty to have it recognised; `published` is aware, None for the moment it came in.
    """

    id: str
    title: str
    text: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    language: str = ""
    section: str = ""
    published: datetime | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
