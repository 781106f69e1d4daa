"""Amounts that leave out their unit."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence
from broadsheet.verify.reading import read

STORY = (
    "The bank moved 216 tons last year, including 111 tons from New York and 105 from Paris. "
    "It now holds 47.9 percent of the gold at home. In 2014 it moved 120 tons and in 2013 just 37 tons. "
    "The town will put up a 2.5m-high (8ft) wall. It wants $10 billion (9.35 billion euros) in shrimp exports by 2025; "
    "shrimp exports to the US came to $520.2 million."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the gold, 105 tons came from Paris.",
        "The bank holds nearly half of the gold at home.",
        "A wall 2.5 metres high will be put up by the town.",
        "The country wants shrimp exports of $10 billion by 2025.",
    ],
)
def test_a_unit_left_out_is_that_of_the_amount_before(sentence: str) -> None:
    report = verify.check(sentence, [Evidence("s", STORY, language="en")], only=["numbers"])
    assert [f.message for f in report.findings if f.severity == "error"] == []


def test_another_amount_is_still_told() -> None:
    report = verify.check("Of the gold, 106 tons came from Paris.", [Evidence("s", STORY)], only=["numbers"])
    assert [f.text for f in report.findings if f.severity == "error"] == ["106 tons"]


@pytest.mark.parametrize("text", ["It sold 40 tons, and 12 men were hurt.", "It sold 40 tons. 12 in all were hurt."])
def test_a_figure_that_counts_something_takes_no_unit(text: str) -> None:
    assert next(q.unit for q in read(text).quantities if q.text.startswith("12")) != "kilogram"
