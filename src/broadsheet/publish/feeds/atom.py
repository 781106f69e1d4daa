"""Published pieces as Atom (RFC 4287) with full text, the label first in each."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET  # only writes

from broadsheet.core import Publication, Stored
from broadsheet.publish.escaping import web_address
from broadsheet.publish.feeds._xml import ATOM, add, add_label, document
from broadsheet.publish.markup import fragment
from broadsheet.publish.provenance import IPTC, provenance
from broadsheet.publish.site import Site
from broadsheet.publish.wording import label, words

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 4287 asks every feed for a date; one with nothing in it has not been updated since the beginning.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def render(pieces: Sequence[Stored[Publication]], site: Site) -> bytes:
    """The feed, in UTF-8, in the order given."""
    root = ET.Element(_name("feed"))
    if site.language:
        root.set(_XML_LANG, site.language)
    add(root, _name("title"), site.title)
    if site.description:
        add(root, _name("subtitle"), site.description)
    add(root, _name("id"), site.feed_url or site.url)
    add(root, _name("link"), href=site.url, rel="alternate")
    if site.feed_url:
        add(root, _name("link"), href=site.feed_url, rel="self")
    add(root, _name("updated"), max((p.value.updated for p in pieces), default=_NEVER).isoformat())
    add(add(root, _name("author")), _name("name"), site.title)
    for stored in pieces:
        _entry(root, stored, site)
    return document(root)


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _entry(root: ET.Element, stored: Stored[Publication], site: Site) -> None:
    piece = stored.value
    record = provenance(piece)
    say = words(piece.language)
    entry = add(root, _name("entry"))
    entry.set(_XML_LANG, piece.language)
    add(entry, _name("title"), f"{say.withdrawn}: {piece.title}" if piece.withdrawn else piece.title)
    add(entry, _name("id"), site.piece(stored.id))
    add(entry, _name("link"), href=site.piece(stored.id), rel="alternate")
    add(entry, _name("published"), piece.published.isoformat())
    add(entry, _name("updated"), piece.updated.isoformat())
    add(add(entry, _name("author")), _name("name"), record.producer)
    add(entry, _name("category"), term=record.source_type, scheme=IPTC, label=label(record))
    add(entry, _name("rights"), label(record))
    for url in filter(None, (web_address(e.url) for e in piece.sources)):
        add(entry, _name("link"), href=url, rel="via")
    add(entry, _name("content"), fragment(piece), type="html")
    add_label(entry, piece)
