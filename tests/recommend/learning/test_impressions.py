"""A data set lived through: features of the moment, what is heard of afterwards, and samples of the newest."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from broadsheet.core import EmptyEvidenceError
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem
from broadsheet.recommend.learning.impressions import Replayed, replayed
from broadsheet.recommend.learning.samples import Samples

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ITEMS = [NewsItem(f"N{n}", f"Report {n}", category="sports" if n < 4 else "health", language="en") for n in range(8)]


def shown(number: int, *, reader: str = "U1", clicked: str = "N0", history: tuple[str, ...] = ()) -> Impression:
    there = ("N6", "N0", "N5", "N1")
    at = NOW + timedelta(hours=number)
    return Impression(str(number), reader, at, there, tuple(name == clicked for name in there), history)


def lived(impressions: Sequence[Impression | BadLine], *, most: int = 100) -> Samples:
    *_, found = replayed(ITEMS, impressions, most=most)
    assert isinstance(found, Samples)
    return found


def column(found: Samples, name: str, *, page: int) -> list[float]:
    return [float(v) for v in found.features[found.page == page, found.columns.index(name)]]


def test_rows_stand_in_the_order_of_the_impression_with_what_was_clicked() -> None:
    found = lived([shown(0)])
    assert found.clicks.tolist() == [False, True, False, False]
    assert found.sizes.tolist() == [4]


def test_a_click_is_not_known_to_the_impression_it_was_made_on() -> None:
    found = lived([shown(0, reader="U1"), shown(1, reader="U2")])
    first, second = (column(found, "news.clicks", page=page) for page in (0, 1))
    assert not any(first)
    assert second[1] > 0
    assert second[0] == second[2] == second[3] == 0


def test_what_was_read_before_speaks_for_more_of_its_kind() -> None:
    found = lived([shown(0, history=("N2", "N3"))])
    health, sports = np.array(column(found, "taste.topic", page=0))[[0, 2]], column(found, "taste.topic", page=0)[1]
    assert sports > health.max()


def test_impressions_are_lived_through_in_the_order_of_time() -> None:
    late, early = shown(5, reader="U1"), shown(1, reader="U2")
    assert np.all(np.diff(lived([late, early]).hours) > 0)


def test_those_before_the_newest_are_heard_of_and_not_measured() -> None:
    found = lived([shown(n, reader=f"U{n}") for n in range(5)], most=2)
    assert len(found) == 2
    assert column(found, "news.clicks", page=0)[1] > 0


def test_articles_that_are_not_told_of_are_left_out_and_bad_lines_counted() -> None:
    told = Impression("1", "U1", NOW, ("N0", "N99"), (True, False))
    steps = list(replayed(ITEMS, [told, BadLine("behaviors.tsv", 2, "torn")]))
    assert isinstance(steps[0], Replayed)
    assert steps[0].bad == 1
    assert isinstance(steps[-1], Samples)
    assert steps[-1].sizes.tolist() == [1]


def test_titles_are_compared_when_they_can_be() -> None:
    def embed(titles: Sequence[str]) -> np.ndarray:
        near = {"Report 2": 0, "Report 0": 0}
        return np.eye(16, dtype=np.float32)[[near.get(title, 1 + int(title[-1])) for title in titles]]

    *_, found = replayed(ITEMS, [shown(0, history=("N2",))], embed=embed)
    assert isinstance(found, Samples)
    likeness = column(found, "similar.signal", page=0)
    assert likeness[1] == max(likeness) > 0


def test_a_data_set_that_tells_no_clicks_has_nothing_to_measure() -> None:
    blind = Impression("1", "U1", NOW, ("N0", "N1"))
    with pytest.raises(EmptyEvidenceError, match="nothing to measure"):
        list(replayed(ITEMS, [blind]))
