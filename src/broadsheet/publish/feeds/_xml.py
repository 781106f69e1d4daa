"""What RSS and Atom share: writing well-formed XML, and the labels' elements."""

from xml.etree import ElementTree as ET  # only writes; nothing from outside is parsed here

from broadsheet.core import Publication
from broadsheet.publish.escaping import printable
from broadsheet.publish.provenance import provenance

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
# The XMP namespace of the implicit label (GB 45438-2025).
AIGC = "http://www.tc260.org.cn/ns/AIGC/1.0/"

for _prefix, _uri in (("atom", ATOM), ("dc", DC), ("content", CONTENT), ("TC260", AIGC)):
    ET.register_namespace(_prefix, _uri)


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A child element with its text; what XML forbids is left out."""
    child = ET.SubElement(parent, tag, {key: printable(value) for key, value in attributes.items()})
    child.text = printable(text) or None
    return child


def add_label(parent: ET.Element, piece: Publication) -> None:
    """The machine-readable label, for a piece that a program had a part in."""
    record = provenance(piece)
    if record.aigc:
        add(parent, f"{{{AIGC}}}AIGC", record.aigc)


def document(root: ET.Element) -> bytes:
    """The element as an XML file in UTF-8."""
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
