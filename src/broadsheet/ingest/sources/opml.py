"""OPML subscription lists (OPML 1.0 and 2.0): the feeds to follow."""

import re
from collections.abc import Iterator

from broadsheet.core import ParseError, Source
from broadsheet.ingest import clean
from broadsheet.ingest.item import filled
from broadsheet.ingest.xmltree import parsed


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its root element."""
    if re.search(rb"<opml[\s>]", payload[:4096].replace(b"\x00", b""), re.IGNORECASE):
        return 1.0
    return 0.5 if url.lower().endswith(".opml") or "opml" in content_type.lower() else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Source]:
    """The feeds of all outlines, folders included, each once."""
    root = parsed(filled(payload, what="subscription list"), content_type=content_type, what="an OPML file")
    if root.tag.lower() != "opml":
        raise ParseError("this is not an OPML file", asked=url, found=f"<{root.tag}>")
    seen: set[str] = set()
    for outline in root.iter("outline"):
        words = {name.lower(): value for name, value in outline.attrib.items()}
        address = words.get("xmlurl", "").strip()
        if address.startswith("feed:"):
            address = address.removeprefix("feed:").replace("//", "https://", 1) if "//" in address[:7] else address[5:]
        if address and address not in seen:
            seen.add(address)
            title = clean.line(words.get("title") or words.get("text") or "")
            yield Source(
                url=address, title=title, outlet=title, language=words.get("language", "").split("-")[0].lower()
            )
