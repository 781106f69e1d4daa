"""Looks an XML document over before a parser builds anything of it: depth, entities, outside references."""

from io import BytesIO
from typing import Any
from xml.sax import SAXException, handler
from xml.sax.xmlreader import InputSource

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from broadsheet.core import ParseError, TooLargeError

# Feeds nest 5 to 10 deep, DOCX bodies with nested tables 30 to 40. Parsers recurse, so the cap is what they stand.
DEPTH = 200


class _DepthError(SAXException):
    pass


# RSS 1.0 feeds name the character sets of XHTML so. Nothing is fetched, and the parsers know those characters.
_CHARACTER_SETS = "http://www.w3.org/"


class _Reader(DefusedExpatParser):
    """Lets through the entities old feeds declare for a single character, refuses the ones bombs are made of."""

    def defused_entity_decl(  # noqa: PLR0913, PLR0917 (the parent's signature)
        self,
        name: str,
        is_parameter_entity: bool,  # noqa: FBT001 (the parent's signature)
        value: str | None,
        base: str | None,
        sysid: str,
        pubid: str | None,
        notation_name: str | None,
    ) -> None:
        if value is None and is_parameter_entity and sysid.startswith(_CHARACTER_SETS):
            return
        if value is None or is_parameter_entity or "&" in value or "%" in value or len(value) > 256:
            super().defused_entity_decl(name, is_parameter_entity, value, base, sysid, pubid, notation_name)


class _Depth(handler.ContentHandler):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit, self.depth = limit, 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802, ARG002 (SAX names it so)
        self.depth += 1
        if self.depth > self.limit:
            raise _DepthError(name)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002 (SAX names it so)
        self.depth -= 1


def check_xml(payload: bytes, *, depth: int = DEPTH) -> bool:
    """Whether `payload` is well-formed XML, having refused what is dangerous.

    Raises `TooLargeError` when elements nest deeper than `depth`, `ParseError` when an entity is declared that refers
    to another entity, to a file or to an address (CWE-776, CWE-611).
    """
    reader = _Reader(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    reader.setFeature(handler.feature_external_ges, False)  # noqa: FBT003 (SAX: an outside entity is never fetched)
    reader.setContentHandler(_Depth(depth))
    source = InputSource()
    source.setByteStream(BytesIO(payload))
    try:
        reader.parse(source)
    except _DepthError as error:
        raise TooLargeError(f"the document nests more than {depth} elements", found=str(error)) from error
    except DefusedXmlException as error:
        raise ParseError("the document declares entities that are not safe to expand", found=str(error)) from error
    except (SAXException, ValueError, LookupError, AttributeError):
        return False  # ill-formed from here on: the tolerant parsers decide
    return True
