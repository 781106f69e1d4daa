"""Published pieces as JSON Feed 1.1, the label first in each and once more for machines under `_broadsheet`."""

import json
from collections.abc import Sequence
from typing import Any

from broadsheet.core import Publication, Stored
from broadsheet.publish.escaping import printable
from broadsheet.publish.markup import fragment
from broadsheet.publish.provenance import provenance
from broadsheet.publish.site import Site
from broadsheet.publish.wording import label, words

MEDIA_TYPE = "application/feed+json; charset=utf-8"


def render(pieces: Sequence[Stored[Publication]], site: Site) -> bytes:
    """The feed, in UTF-8, in the order given; empty values are left out."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": site.url,
        "feed_url": site.feed_url,
        "description": site.description,
        "language": site.language,
    }
    rows = {key: value for key, value in feed.items() if value}
    text = json.dumps({**rows, "items": [_item(p, site) for p in pieces]}, ensure_ascii=False, indent=1)
    return printable(text).encode("utf-8")


def _item(stored: Stored[Publication], site: Site) -> dict[str, Any]:
    piece = stored.value
    record = provenance(piece)
    say = words(piece.language)
    labels = {"label": label(record), "digital_source_type": record.source_type_uri}
    return {
        "id": site.piece(stored.id),
        "url": site.piece(stored.id),
        "title": f"{say.withdrawn}: {piece.title}" if piece.withdrawn else piece.title,
        "content_html": fragment(piece),
        "summary": piece.withdrawn or label(record),
        "date_published": piece.published.isoformat(),
        "date_modified": piece.updated.isoformat(),
        "language": piece.language,
        "authors": [{"name": record.producer}],
        "_broadsheet": {**labels, **({"AIGC": json.loads(record.aigc)} if record.aigc else {})},
    }
