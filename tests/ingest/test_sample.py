"""The sample wire as articles, and its truth."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import ingest, store
from broadsheet.store import Store


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: datetime(2026, 12, 1, tzinfo=UTC)) as opened:
        yield opened


def test_the_sample_is_articles_in_two_languages_oldest_first() -> None:
    articles = list(ingest.sample())
    assert {a.language for a in articles} == {"zh", "en"}
    dates = [a.published for a in articles]
    assert dates == sorted(d for d in dates if d)
    assert all("sample" in a.tags and ".example/" in a.url and "\n\n\n" not in a.text for a in articles)


def test_the_truth_knows_every_report() -> None:
    truth = ingest.sample_truth()
    known = {report["url"] for event in truth["events"].values() for report in event["reports"]}
    assert known == {article.url for article in ingest.sample()}


def test_planted_near_duplicates_are_recognised_and_nothing_else(kept: Store) -> None:
    truth = ingest.sample_truth()
    planted = {
        report["url"]
        for event in truth["events"].values()
        for report in event["reports"]
        if report.get("near_duplicate_of")
    }
    found = {article.url for article in ingest.sample() if ingest.add(article, kept).verdict.kind == "near"}
    assert planted
    assert len(planted - found) <= 0.01 * len(planted)
    assert len(found - planted) <= len(planted)  # the earlier report may be the one that is marked
