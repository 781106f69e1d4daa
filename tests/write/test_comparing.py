"""Candidates side by side: what is counted, what is odd, what is a source's own."""

import pytest

from broadsheet import write
from broadsheet.core import Draft, Evidence, Variant
from tests.write.reports import EN, WIRE, ZH, whole


def lines(*texts: str, language: str = "en") -> Draft:
    return Draft("headlines", language, tuple(Variant(t) for t in texts), sources=(WIRE,))


@pytest.mark.parametrize(("evidence", "language"), [(EN, "en"), (ZH, "zh")])
def test_headlines_are_compared_with_each_other(evidence: tuple[Evidence, ...], language: str) -> None:
    draft = whole(list(write.draft("headlines", evidence=evidence, language=language)))
    rows = write.compared(draft)
    assert [r.text for r in rows] == [v.text for v in draft.variants]
    assert all(r.passed and 0 < r.faithful <= 1 and 0 < r.differs <= 1 and r.length for r in rows)


def test_two_that_are_nearly_the_same_differ_little() -> None:
    rows = write.compared(lines("Fire guts old warehouse", "Fire guts old warehouse today", "Eight hurt in blaze"))
    assert rows[0].differs == rows[1].differs == pytest.approx(0.2)
    assert rows[2].differs == 1


@pytest.mark.parametrize(
    ("text", "language", "odd"),
    [
        ("Who set the fire?", "en", "question"),
        ("Fire guts warehouse!", "en", "shouting"),
        ("Fire guts warehouse.", "en", "stop"),
        ("They leave the quay", "en", "points_back"),
        ("You won't believe what burned", "en", "lure"),
        ("震惊！仓库起火", "zh", "lure"),
        ("对此消防局回应", "zh", "points_back"),
    ],
)
def test_what_is_odd_in_a_headline_is_named(text: str, language: str, odd: str) -> None:
    assert odd in write.compared(lines(text, language=language))[0].style


def test_a_sources_own_headline_is_told_apart() -> None:
    assert WIRE.title
    rows = write.compared(lines(WIRE.title, "Charger blamed for blaze"))
    assert [r.own for r in rows] == [False, True]
