"""Published pieces as RSS 2.0 with full text, the label first in each."""

from collections.abc import Sequence
from email.utils import format_datetime
from xml.etree import ElementTree as ET  # only writes

from broadsheet.core import Publication, Stored, manuscript
from broadsheet.publish.feeds._xml import ATOM, CONTENT, DC, add, add_label, document
from broadsheet.publish.markup import fragment
from broadsheet.publish.provenance import IPTC, provenance
from broadsheet.publish.site import Site
from broadsheet.publish.wording import label, words

MEDIA_TYPE = "application/rss+xml; charset=utf-8"


def render(pieces: Sequence[Stored[Publication]], site: Site) -> bytes:
    """The feed, in UTF-8, in the order given."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", site.title)
    add(channel, "link", site.url)
    add(channel, "description", site.description or site.title)
    if site.language:
        add(channel, "language", site.language)
    if site.feed_url:
        add(channel, f"{{{ATOM}}}link", href=site.feed_url, rel="self", type="application/rss+xml")
    if pieces:
        add(channel, "lastBuildDate", format_datetime(max(p.value.updated for p in pieces)))
    for stored in pieces:
        _item(channel, stored, site)
    return document(root)


def _item(channel: ET.Element, stored: Stored[Publication], site: Site) -> None:
    piece = stored.value
    record = provenance(piece)
    say = words(piece.language)
    item = add(channel, "item")
    add(item, "title", f"{say.withdrawn}: {piece.title}" if piece.withdrawn else piece.title)
    add(item, "link", site.piece(stored.id))
    add(item, "guid", site.piece(stored.id), isPermaLink="true")
    add(item, "pubDate", format_datetime(piece.published))
    add(item, "description", piece.withdrawn or f"{label(record)} {_opening(manuscript.plain(piece.text))}")
    add(item, f"{{{CONTENT}}}encoded", fragment(piece))
    add(item, f"{{{DC}}}language", piece.language)
    if piece.byline:
        add(item, f"{{{DC}}}creator", piece.byline)
    add(item, "category", record.source_type, domain=IPTC)
    add_label(item, piece)


def _opening(text: str) -> str:
    """The first paragraph, for readers that show no full text."""
    return text.strip().split("\n", 1)[0]
