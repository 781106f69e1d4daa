"""Deeds told of another by name, in English."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence

STORY = (
    "The decree was referred to the court by Victor Ciorbea, the ombudsman. Valer Dorneanu leads the court. "
    "Stephan Salgar converted the crucial penalty. Nicolai Gross missed his. Tbilisi cancelled the visa regime in 2012."
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The decree was referred to the court by Valer Dorneanu.", 1),
        ("Victor Ciorbea referred the decree to the court.", 0),
        ("Nicolai Gross converted the crucial penalty.", 1),
        ("Georgia cancelled the visa regime in 2012.", 0),
    ],
)
def test_a_deed_of_another_is_found(sentence: str, found: int) -> None:
    report = verify.check(sentence, [Evidence("s", STORY, language="en")], only=["owners"])
    assert len(report.findings) == found
