"""The figures of the audience page, over made-up traffic in a real newsroom."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet import media
from broadsheet.app import Newsroom
from broadsheet.app.audience_log import EMPTY, FEWEST, AudienceLog
from broadsheet.app.gauging import AUDIENCE_FIGURES
from broadsheet.core import Event, Served, Shown, UnknownNameError
from tests.newsrooms import NOW, REPORTS

FIGURES = AUDIENCE_FIGURES.names()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        for report in REPORTS:
            opened.add(report)
        yield opened


def traffic(room: Newsroom, *, readers: int, days: int = 3) -> None:
    """Each reader gets a page a day, in the language of one of the articles, and opens some of it, the top most."""
    ids, rng = [a.id for a in room.articles()], random.Random(5)
    pages: list[Served] = []
    acts: list[Event] = []
    for day in range(days):
        at = NOW - timedelta(days=days - day)
        for n in range(readers):
            key = f"{day}-{n}"
            items = tuple(Shown(id, i + 1, 1.0 - i / 4, explored=i == 3) for i, id in enumerate(ids))
            told = ("", False) if n % 7 == 6 else (f"reader-{n}", True)
            pages.append(Served(key, told[0], at, "v", "front", ("zh", "en")[n % 2], items, personalised=told[1]))
            for item in items:
                where = {"article": item.article, "page": key, "position": item.position}
                acts.append(Event(f"v{key}-{item.position}", f"reader-{n}", "view", at, **where))  # type: ignore[arg-type]
                if rng.random() < 0.6 / item.position:
                    acts.append(Event(f"c{key}-{item.position}", f"reader-{n}", "click", at, **where))  # type: ignore[arg-type]
    room.store.served.add(pages)
    room.store.events.add(acts)


def log_of(room: Newsroom, words: str = "en", language: str = "") -> AudienceLog:
    return room.audience(room.audience_view(language=language), words=words)


@pytest.mark.parametrize("words", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_newsroom_says_what_is_missing_in_every_figure(tmp_path: Path, name: str, words: str) -> None:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as empty:
        sheet = empty.audience_sheet(name, log_of(empty, words))
    assert sheet.empty in EMPTY[words].values()
    assert sheet.empty in media.draw(AUDIENCE_FIGURES.load(name).CHART, sheet)


@pytest.mark.parametrize("words", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_drawn_and_saved(room: Newsroom, name: str, words: str) -> None:
    traffic(room, readers=40)
    log = log_of(room, words)
    assert room.audience_chart(name, log).startswith(b"<svg")
    head = room.audience_chart(name, log, format="csv").decode().splitlines()[0]
    assert "value" in head.split(",")
    assert len(room.audience_sheet(name, log).heads) == len(head.split(","))


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_tells_of_fewer_than_five_readers(room: Newsroom, name: str) -> None:
    traffic(room, readers=FEWEST - 1)
    sheet = room.audience_sheet(name, log_of(room))
    assert not any(isinstance(cell, int | float) and cell for cell in sheet.column("value"))


def test_no_readers_name_is_in_any_figure(room: Newsroom) -> None:
    traffic(room, readers=40)
    log = log_of(room)
    assert not any("reader-" in room.audience_chart(n, log, format="csv").decode() for n in FIGURES)


def test_places_further_down_are_clicked_less(room: Newsroom) -> None:
    traffic(room, readers=60)
    rows = room.audience_sheet("position_bias", log_of(room)).rows
    assert [row[1] for row in rows] == [1, 2, 3, 4]
    first, last = rows[0][2], rows[-1][2]
    assert isinstance(first, float)
    assert isinstance(last, float)
    assert first > last


def test_explored_places_are_held_against_others_at_their_positions(room: Newsroom) -> None:
    traffic(room, readers=40)
    assert "25.0%" in room.audience_sheet("exploration", log_of(room)).note


def test_a_language_narrows_the_pages(room: Newsroom) -> None:
    traffic(room, readers=40)
    assert len(log_of(room, language="zh").pages) * 2 == len(log_of(room).pages)


def test_new_pages_are_in_the_next_look(room: Newsroom) -> None:
    traffic(room, readers=10, days=1)
    before = len(log_of(room).pages)
    room.store.served.add([Served("new", "x", NOW, "v", "front", "en", ())])
    assert len(log_of(room).pages) == before + 1


def test_the_head_counts_readers_by_name_alone(room: Newsroom) -> None:
    traffic(room, readers=14, days=1)
    heads = room.audience_heads(log_of(room))
    assert (heads.pages, heads.readers, heads.explored) == (14, 12, 0.25)


def test_another_figure_or_format_is_refused_with_the_choices(room: Newsroom) -> None:
    with pytest.raises(UnknownNameError, match="coverage"):
        room.audience_sheet("nothing", log_of(room))
    with pytest.raises(UnknownNameError, match="svg"):
        room.audience_chart("coverage", log_of(room), format="gif")
