"""Strict XML to a tree, after the guard has looked at it."""

import re
from typing import Any

from broadsheet.core import ParseError
from broadsheet.ingest import clean
from broadsheet.ingest.decode import decode
from broadsheet.ingest.xmlguard import check_xml

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parsed(payload: bytes, *, content_type: str = "", what: str) -> Any:
    """The root element of `payload`; raises `ParseError` ("this is not `what`") and what `check_xml` raises."""
    import lxml.etree

    text = _DECLARATION.sub("", clean.plain(decode(payload, content_type=content_type)).lstrip(), count=1)
    clean_bytes = text.encode("utf-8")
    check_xml(clean_bytes)
    parser = lxml.etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = lxml.etree.fromstring(clean_bytes, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ParseError(f"this is not {what}", found=str(error)) from error
    if root is None:
        raise ParseError(f"this is not {what}", found=repr(payload[:60]))
    return root
