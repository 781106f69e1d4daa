"""What is common to drawings: scales, lines of text, colours, pixels."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import media
from broadsheet.core import MissingError, UnknownNameError
from broadsheet.media import Look, raster, scales, svg
from broadsheet.media.look import breadth, shortened, wrapped
from tests.media.sheets import sheet


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_round_numbers_hold_what_is_drawn_and_are_few(low: float, span: float) -> None:
    values = scales.rounds(low, low + span)
    assert values[0] <= low + 1e-6 * span + 1e-9
    assert values[-1] >= low + span - 1e-6 * span - 1e-9
    assert 2 <= len(values) <= 12


def test_what_is_counted_is_marked_in_whole_numbers() -> None:
    assert scales.rounds(0, 2, least=1) == [0, 1, 2]
    assert scales.rounds(0, 30, least=1) == [0, 10, 20, 30]


@pytest.mark.parametrize(
    ("value", "measure", "told"),
    [(1204, "count", "1\u202f204"), (0.343, "share", "34%"), (0.012, "share", "1.2%"), (-0.25, "score", "−0.25")],
)
def test_values_are_written_as_their_measure_asks(value: float, measure: str, told: str) -> None:
    assert scales.said(value, measure) == told


@pytest.mark.parametrize(
    ("language", "first", "later"), [("en", "28 Dec", "4 Jan 2027"), ("zh", "12月28日", "2027年1月4日")]
)
def test_marks_are_on_mondays_and_name_the_year_where_it_changes(language: str, first: str, later: str) -> None:
    days = [datetime(2026, 12, 26, tzinfo=UTC) + timedelta(days=i) for i in range(20)]
    labels = [label for _, label in scales.marks(days, unit="day", language=language, most=4)]
    assert labels[:2] == [first, later]


def test_a_curve_never_overshoots() -> None:
    drawn = svg.smooth([(0.0, 0.0), (3.0, 9.0), (6.0, 9.0), (9.0, 0.0)])
    numbers = [float(part) for part in drawn.replace("M", "").replace("C", " ").split()]
    assert all(0 <= y <= 9 for y in numbers[1::2])


def test_a_text_is_shortened_and_wrapped_to_its_room() -> None:
    assert breadth("报道", 12) > breadth("ab", 12)
    assert shortened("politics and government", size=12, room=60).endswith("…")
    assert wrapped("one · two · three", size=12, room=60) == ["one · two", "three"]


def test_the_page_has_the_colours_that_files_have() -> None:
    css = files("broadsheet.serve.web").joinpath("static", "css", "charts.css").read_text("utf-8")
    for place in range(8):
        day, night = (Look(theme=theme).series(place) for theme in ("light", "dark"))
        assert f"--c{place}: light-dark({day}, {night});" in css


def test_a_chart_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="time_line"):
        media.draw("pie", sheet("bars", "en"))


def test_two_charts_alike_but_for_their_titles_are_told_apart_by_who_hears_them() -> None:
    one = sheet("bars", "en")
    drawn = [media.draw("bars", each, Look(framed=False)) for each in (one, replace(one, title="Another"))]
    first, other = (re.findall(r'aria-labelledby="([^"]+)"', body) for body in drawn)
    assert first != other


def test_pixels_are_twice_the_units() -> None:
    body = media.png(media.draw("bars", sheet("bars", "en")))
    assert body.startswith(b"\x89PNG")
    assert int.from_bytes(body[16:20], "big") == 2 * (media.WIDE + 40)


def test_without_a_chinese_font_a_chinese_picture_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "has_chinese", lambda: False)
    with pytest.raises(MissingError, match="fonts-noto-cjk"):
        media.png(media.draw("bars", sheet("bars", "zh")))
    assert media.png(media.draw("bars", sheet("bars", "en"))).startswith(b"\x89PNG")
