"""Trends over a whole newsroom: empty, of one report, and of a fortnight with a burst at its end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.asked import Asked
from broadsheet.app.charting import FIGURES
from broadsheet.core import Article, InvalidInputError, UnknownNameError
from tests.newsrooms import NOW

WORDS = {"en": ("budget", "cough"), "zh": ("预算", "咳嗽")}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A room that was filled, for tests that only ask it."""
    with Newsroom.open(tmp_path_factory.mktemp("trends"), model="none", now=lambda: NOW) as opened:
        fill(opened)
        yield opened


def add(room: Newsroom, word: str, *, days: float, n: int, language: str) -> None:
    """An article of one keyword and one place, already analysed."""
    at = NOW - timedelta(days=days)
    title = f"{word} {n} {days}"
    text = f"{title} {word * 40}"
    id = room.store.articles.add(Article(title, text, outlet=f"outlet {n % 3}", language=language, published=at))
    places = [{"text": "北京" if language == "zh" else "London", "type": "place"}]
    rows = [("keywords", [{"text": word}]), ("entities", places), ("topics", [{"id": "medtop:07000000"}])]
    rows.append(("sentiment", {"label": "negative", "score": -0.3}))  # type: ignore[arg-type]
    room.store.annotations.put((id, name, 1, value) for name, value in rows)


def fill(room: Newsroom) -> None:
    for language, (steady, new) in WORDS.items():
        for day in range(14):
            for n in range(5):
                add(room, steady, days=day + n / 10, n=n, language=language)
        for n in range(12):
            add(room, new, days=0.1 * n, n=n, language=language)


def test_a_burst_is_told_in_both_languages(fortnight: Newsroom) -> None:
    found = {trend.term: trend for trend in fortnight.rising(10)}
    assert set(found) == {"cough", "咳嗽"}
    assert all(trend.is_on and len(trend.articles) == 12 for trend in found.values())
    assert {"cough", "咳嗽"} <= {trend.term for trend in fortnight.bursts()}


def test_a_subject_is_followed_through_its_window(fortnight: Newsroom) -> None:
    assert sum(point.count for point in fortnight.series("COUGH")) == 12
    assert {row.outlet: row.count for row in fortnight.coverage("咳嗽")} == {f"outlet {n}": 4 for n in range(3)}
    assert fortnight.series("place:London", kind="entities") == fortnight.series("London", kind="entities")
    assert len(fortnight.examples("cough", kind="terms", view=fortnight.view(), n=5)) == 5


def test_what_is_added_is_counted_at_once(room: Newsroom) -> None:
    fill(room)
    assert sum(point.count for point in room.series("cough")) == 12
    add(room, "cough", days=0, n=99, language="en")
    assert sum(point.count for point in room.series("cough")) == 13


def test_the_newest_week_is_compared_with_what_was_before(fortnight: Newsroom) -> None:
    risen = [d.name for d in fortnight.compare(*fortnight.split(fortnight.view())) if d.z > 0]
    assert set(risen) == {"cough", "咳嗽"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES.names())
def test_every_figure_can_be_had_in_every_format(fortnight: Newsroom, name: str, language: str) -> None:
    for subject in ("", "cough" if name != "comparison" else ""):
        asked = Asked(fortnight.view(), kind="terms", subject=subject, language=language)
        drawn = fortnight.chart(name, asked).decode()
        assert drawn.startswith("<svg")
        assert "Nothing" not in drawn
        assert "没有数据" not in drawn
        told = fortnight.chart(name, asked, format="csv").decode().splitlines()
        assert len(told) > 1
    assert fortnight.chart(name, asked, format="png").startswith(b"\x89PNG")


@pytest.mark.parametrize("name", FIGURES.names())
def test_an_empty_newsroom_draws_that_there_is_nothing(room: Newsroom, name: str) -> None:
    asked = Asked(room.view(), kind="topics", language="zh")
    assert "没有数据" in room.chart(name, asked).decode()
    assert room.chart(name, asked, format="csv").decode().count("\r\n") >= 1


def test_an_empty_newsroom_has_no_trends(room: Newsroom) -> None:
    assert not any([room.rising(), room.bursts(), room.coverage(), room.anomalies(), room.silences()])
    assert all(point.count == 0 for point in room.series())


def test_one_report_is_counted_and_rises_not(room: Newsroom) -> None:
    add(room, "cough", days=0, n=1, language="en")
    assert room.rising() == []
    assert [point.count for point in room.series()] == [1]


@pytest.mark.parametrize("year", [1, 9999])
def test_reports_at_the_ends_of_time_break_nothing(room: Newsroom, year: int) -> None:
    add(room, "cough", days=0, n=1, language="en")
    at = datetime(year, 1, 1, tzinfo=UTC)
    room.store.articles.add(Article("old", "old text", language="en", published=at))
    view = room.view(since=datetime.min.replace(tzinfo=UTC), until=datetime.max.replace(tzinfo=UTC))
    assert sum(point.count for point in room.series(view=view)) == 2
    assert room.chart("time_line", Asked(view)).startswith(b"<svg")
    assert room.rising() == []


def test_a_report_without_a_date_counts_when_it_came(room: Newsroom) -> None:
    room.store.articles.add(Article("undated", "undated text", language="en"))
    assert sum(point.count for point in room.series()) == 1


def test_another_kind_figure_or_format_is_refused_with_those_there_are(room: Newsroom) -> None:
    with pytest.raises(UnknownNameError, match="terms"):
        room.rising(kind="feelings")
    with pytest.raises(UnknownNameError, match="heat_map"):
        room.chart("pie", Asked(room.view()))
    with pytest.raises(UnknownNameError, match="png"):
        room.chart("heat_map", Asked(room.view()), format="gif")


def test_a_burst_is_an_alert_once(room: Newsroom) -> None:
    add(room, "budget", days=20, n=0, language="en")
    for day in range(3, 14):
        for n in range(5):
            add(room, "budget", days=day + n / 10, n=n, language="en")
    watch = room.watch({"kind": "terms"}, kind="trend")
    for n in range(15):
        add(room, "cough", days=0.1 * n, n=n, language="en")
    for _ in range(2):
        list(room._watch_over())
    assert [alert.value.value["title"] for alert in room.alerts(watch=watch)] == ["cough"]


def test_a_watch_for_another_kind_is_refused(room: Newsroom) -> None:
    with pytest.raises(InvalidInputError, match="kind"):
        room.watch({"kind": "feelings"}, kind="trend")
