"""Samples from the store: whose, since when, and nobody's who was erased."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from broadsheet import store
from broadsheet.core import Reader
from broadsheet.recommend.learning import log as log_of
from broadsheet.recommend.learning.log import WINDOW_DAYS, fairly, logged
from tests.recommend.learning.logs import START, log

NOW = START + timedelta(days=12)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: NOW) as opened:
        pages, acts = log(240)
        opened.served.add(pages)
        opened.events.add(acts)
        yield opened


def test_pages_and_what_was_done_on_them_are_joined(kept: store.Store) -> None:
    found = logged(kept, now=NOW)
    pages, acts = log(240)
    assert (len(found), int(found.clicks.sum())) == (len(pages), len(acts))


def test_an_erased_readers_pages_and_clicks_are_in_no_sample(kept: store.Store) -> None:
    before = logged(kept, now=NOW)
    kept.events.erase("reader-3")
    kept.served.erase("reader-3")
    found = logged(kept, now=NOW)
    mine = {page.key for page in log(240)[0] if page.reader == "reader-3"}
    assert mine <= set(before.keys)
    assert not mine & set(found.keys)


def test_a_reader_who_switched_it_off_is_in_no_sample(kept: store.Store) -> None:
    kept.readers.put(Reader("reader-3", personalised=False))
    assert len(logged(kept, now=NOW)) == 240 - 12


def test_older_pages_than_the_window_are_forgotten(kept: store.Store) -> None:
    newest = replace(log(1)[0][0], key="new", at=START + timedelta(days=WINDOW_DAYS + 3))
    kept.served.add([newest])
    found = logged(kept, now=newest.at)
    assert found.keys[-1] == "new"
    assert found.hours.min() >= (newest.at - timedelta(days=WINDOW_DAYS)).timestamp() / 3600
    assert len(found) < 240


def test_a_log_that_ended_years_ago_is_still_learnt_from(kept: store.Store) -> None:
    assert len(logged(kept, now=NOW + timedelta(days=3000))) == 240


def test_a_reader_with_a_thousand_pages_counts_for_no_more_than_a_keen_one(kept: store.Store) -> None:
    flood, _ = log(1_000, seed=1)
    kept.served.add([replace(page, reader="machine", at=START + timedelta(days=6)) for page in flood])
    found = logged(kept, now=NOW)
    sizes = np.bincount(found.readers)
    assert sorted(sizes)[-2:] == [12, 60]
    assert len(found) == 240 + 60


def test_a_flood_of_one_reader_pushes_nobody_elses_pages_out(
    kept: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_of, "MOST_PAGES", 310)
    flood, _ = log(1_000, seed=1)
    kept.served.add([replace(page, reader="machine", at=START + timedelta(days=6)) for page in flood])
    found = logged(kept, now=NOW)
    assert {page.key for page in log(240)[0]} <= set(found.keys)
    assert len(found) == 300


def test_where_all_read_much_all_of_it_counts() -> None:
    pages, _ = log(2_000)
    assert fairly(pages) == pages


def test_of_a_reader_who_has_too_many_the_newest_pages_are_kept() -> None:
    pages = [replace(page, reader="machine" if n % 2 else page.reader) for n, page in enumerate(log(400)[0])]
    own = [page for page in fairly(pages) if page.reader == "machine"]
    assert own == [page for page in pages if page.reader == "machine"][-len(own) :]
    assert len(own) == 80  # four times what the others have


def test_an_empty_log_gives_no_samples(tmp_path: Path) -> None:
    with store.open(f"sqlite:///{tmp_path / 'other.db'}", now=lambda: NOW) as opened:
        assert len(logged(opened, now=NOW)) == 0
