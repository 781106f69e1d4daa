"""Facts given by name."""

from dataclasses import dataclass, field

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.write.facts import SETTING, evidence_of, named_once, plain_facts, read_facts


@dataclass(frozen=True, slots=True)
class Shape:
    what: str
    when: str
    count: int = field(default=5, metadata=SETTING)


def test_every_missing_and_unreadable_field_is_named_at_once() -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_facts("brief", Shape, {"count": "many"})
    assert "what is missing; when is missing; count is not a whole number: 'many'" in refused.value.message
    assert refused.value.choices == ("what", "when", "count")


def test_facts_are_read_by_type_and_free_ones_stay() -> None:
    given = plain_facts({"what": " closed ", "when": "Friday", "count": "3", "cost": 12})
    assert read_facts("brief", Shape, given) == Shape("closed", "Friday", 3)
    evidence = evidence_of(given, Shape, language="en")
    assert [(e.source, e.text) for e in evidence] == [
        ("fact:what", "closed"),
        ("fact:when", "Friday"),
        ("fact:cost", "cost: 12"),
    ]


def test_a_fact_as_long_as_a_document_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        plain_facts({"what": "x" * 4001})


def test_a_fact_given_twice_is_never_silently_picked() -> None:
    assert named_once([("deaths", "4"), ("deaths", "4")]) == {"deaths": "4"}
    with pytest.raises(InvalidInputError) as refused:
        named_once([("deaths", "4"), ("deaths", "9")])
    assert (refused.value.asked, refused.value.found) == ("deaths = 4", "deaths = 9")
