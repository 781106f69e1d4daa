from datetime import UTC, datetime, timedelta

from broadsheet.app.joining import SEAM, WINDOW, windows_of

NEWEST = datetime(2026, 11, 20, tzinfo=UTC)


def at(days_ago: float, id: int) -> tuple[datetime, int]:
    return NEWEST - timedelta(days=days_ago), id


def test_nothing_is_joined_when_every_article_is_in_a_story() -> None:
    assert windows_of([at(2, 1), at(1, 2)], joined=[1, 2], newest=NEWEST) == []


def test_a_new_article_joins_the_newest_window_anew() -> None:
    moments = [at(100, 1), at(20, 2), at(1, 3)]
    assert windows_of(moments, joined=[1, 2], newest=NEWEST) == [[2, 3]]


def test_an_archive_is_joined_window_by_window_from_the_oldest() -> None:
    moments = [at(400, 1), at(390, 2), at(100, 3), at(1, 4)]
    assert windows_of(moments, joined=[], newest=NEWEST) == [[1, 2], [3], [4]]


def test_windows_overlap_so_that_an_event_at_the_edge_stays_whole() -> None:
    edge = (WINDOW - timedelta(days=1)).days
    moments = [at(200, 1), at(200 - edge, 2), at(200 - edge - 3, 3)]
    first, second, _newest = windows_of(moments, joined=[], newest=NEWEST)
    assert timedelta(days=3) <= SEAM
    assert first == [1, 2, 3]
    assert second == [2, 3]


def test_an_old_report_that_arrives_late_meets_its_neighbours() -> None:
    moments = [at(101, 1), at(100, 2), at(1, 3)]
    assert windows_of(moments, joined=[1, 3], newest=NEWEST) == [[1, 2], [3]]
