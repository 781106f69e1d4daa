"""Deeds told of another by name, in English."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence

STORY = (
    "The decree was referred to the court by Victor Ciorbea, the ombudsman. Valer Dorneanu leads the court. "
    "Stephan Salgar converted the crucial penalty. Nicolai Gross missed his. Tbilisi cancelled the visa regime in 2012."
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The decree was referred to the court by Valer Dorneanu.", True),
        ("Victor Ciorbea referred the decree to the court.", False),
        ("Nicolai Gross converted the crucial penalty.", True),
        ("Georgia cancelled the visa regime in 2012.", False),
    ],
)
def test_a_deed_of_another_is_found(sentence: str, wrong: bool) -> None:
    report = verify.check(sentence, [Evidence("s", STORY, language="en")], only=["doers"])
    assert bool(report.findings) is wrong
