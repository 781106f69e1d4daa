"""Subjects on the rise."""

from datetime import timedelta

import pytest

from broadsheet import trends
from broadsheet.store import Reading
from tests.trends.readings import NOW, in_order, numbered, reading

BINS = trends.cut(NOW - timedelta(days=14), NOW + timedelta(hours=1))
WORDS = {"en": ("budget", "cough"), "zh": ("预算", "咳嗽")}


def newsroom(language: str) -> list[Reading]:
    """A steady word every day for a fortnight; a new one in six articles of the last two days."""
    ids, (steady, new) = numbered(), WORDS[language]
    usual = [reading(next(ids), steady, days=day, language=language) for day in range(14) for _ in range(5)]
    return in_order([*usual, *(reading(next(ids), new, days=0.2 * i, language=language) for i in range(6))])


def risen(readings: list[Reading], *, kind: str = "terms") -> list[trends.Trend]:
    return trends.rising(trends.ledger(readings), BINS, recent=2, kind=kind)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_word_rises_and_a_steady_one_does_not(language: str) -> None:
    assert [(t.term, t.language) for t in risen(newsroom(language))] == [(WORDS[language][1], language)]


def test_a_trend_tells_its_articles_and_its_figures() -> None:
    trend = risen(newsroom("en"))[0]
    assert trend.count == len(trend.articles) == 6
    assert trend.articles == (71, 72, 73, 74, 75, 76)  # the newest first
    assert trend.expected < 1 < trend.z
    assert sum(trend.counts) == 6


def test_each_language_is_judged_among_its_own_articles() -> None:
    """The Chinese desk doubles its output; its steady word keeps its share, and so does not rise."""
    more = [reading(900 + i, "预算", days=0.1 * i, language="zh") for i in range(15)]
    assert "预算" not in {t.term for t in risen(in_order([*newsroom("zh"), *more]))}


def test_a_word_is_one_whatever_its_capitals() -> None:
    noted = [reading(500 + i, word, days=0.1) for i, word in enumerate(["Tidal Gate", "TIDAL GATE", "tidal gate"])]
    found = {t.term: t.count for t in risen(in_order([*newsroom("en"), *noted]))}
    assert found["Tidal Gate"] == 3


def test_an_entity_keeps_its_type() -> None:
    noted = [reading(500 + i, "person:Duan Hai", days=0.1 * i) for i in range(4)]
    trend = risen(in_order([*newsroom("en"), *noted]), kind="entities")[-1]
    assert (trend.type, trend.term) == ("person", "Duan Hai")


def test_a_long_rise_is_a_burst_that_is_on() -> None:
    storm = [reading(600 + i, "storm", days=0.1 * i) for i in range(30)]
    trend = risen(in_order([*newsroom("en"), *storm]))[0]
    assert (trend.term, trend.is_on) == ("storm", True)
    assert trend.start is not None
    assert trend.start.date() == (NOW - timedelta(days=3)).date()


def test_bursts_that_were_over_before_are_left_out() -> None:
    old = [reading(700 + i, "flood", days=5 + 0.1 * i) for i in range(20)]
    ledger = trends.ledger(in_order([*newsroom("en"), *old]))
    assert next(t.term for t in trends.all_bursts(ledger, BINS)) == "flood"
    assert "flood" not in [t.term for t in trends.all_bursts(ledger, BINS, after=12)]


def test_without_a_past_nothing_rises() -> None:
    assert risen([reading(i, "cough", days=0.1) for i in range(9)]) == []
    assert risen([]) == []


def test_two_reports_are_an_anecdote() -> None:
    noted = [reading(500 + i, "tide", days=0.1) for i in range(2)]
    assert "tide" not in {t.term for t in risen(in_order([*newsroom("en"), *noted]))}
