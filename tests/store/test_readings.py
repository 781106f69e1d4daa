"""Readings: what counts are made from, a row an article."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet import store
from broadsheet.core import Article, UnknownNameError
from broadsheet.store import Window

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def add(kept: store.Store, n: int, *, days: float, language: str = "en", outlet: str = "Tern") -> int:
    at = NOW - timedelta(days=days)
    return kept.articles.add(Article(f"title {n}", f"text {n}", outlet=outlet, language=language, published=at))


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    opened = store.open(f"sqlite:///{tmp_path_factory.mktemp('readings') / 'newsroom.db'}", now=lambda: NOW)
    first, second = add(opened, 1, days=2), add(opened, 2, days=1, language="", outlet="维澜社")
    names = [
        {"text": "Duan Hai", "type": "person"},
        {"text": "Tuesday", "type": "date"},
        {"text": "Duan Hai", "type": "person"},
    ]
    rows = [
        (first, "keywords", 1, [{"text": "Fire"}, {"text": "Quay"}]),
        (first, "entities", 1, names),
        (first, "topics", 1, [{"id": "medtop:03000000", "label": "disaster"}]),
        (first, "sentiment", 1, {"label": "negative", "score": -0.4, "parts": [{"text": "x" * 500}]}),
        (second, "keywords", 1, None),
        (second, "language", 1, "zh"),
    ]
    opened.annotations.put(rows)
    return opened


def test_an_article_counts_with_its_time_outlet_language_and_tone(kept: store.Store) -> None:
    first, second = kept.readings.stream("terms", Window())
    assert (first.subjects, first.score, first.negative) == (("Fire", "Quay"), -0.4, True)
    assert (second.subjects, second.score, second.negative) == ((), None, False)
    assert (second.language, second.outlet, second.at) == ("zh", "维澜社", NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "subjects"), [("entities", ("person:Duan Hai",)), ("topics", ("medtop:03000000",)), ("stories", ())]
)
def test_subjects_are_distinct_and_of_the_kind_asked(kept: store.Store, kind: str, subjects: tuple[str, ...]) -> None:
    assert next(kept.readings.stream(kind, Window())).subjects == subjects


@pytest.mark.parametrize(
    ("window", "found"),
    [
        (Window(since=NOW - timedelta(days=1.5)), [2]),
        (Window(until=NOW - timedelta(days=1)), [1]),
        (Window(language="zh"), [2]),
        (Window(outlet="Tern"), [1]),
        (Window(topic="medtop:03000000"), [1]),
        (Window(entity="Duan Hai"), [1]),
        (Window(entity='"'), []),
        (Window(since=datetime.max.replace(tzinfo=UTC)), []),
    ],
)
def test_a_window_narrows(kept: store.Store, window: Window, found: list[int]) -> None:
    assert [reading.article for reading in kept.readings.stream("terms", window)] == found
    span = kept.readings.span(window)
    assert (span[2] if span else 0) == len(found)


def test_the_stamp_changes_with_what_is_added(kept: store.Store) -> None:
    before = kept.readings.stamp()
    add(kept, 3, days=0)
    assert kept.readings.stamp() != before


def test_another_kind_is_refused(kept: store.Store) -> None:
    with pytest.raises(UnknownNameError, match="terms"):
        list(kept.readings.stream("feelings", Window()))
