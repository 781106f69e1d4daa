"""A text read once: every character of a value belongs to one value only."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.reading import read
from broadsheet.verify.values import Placed

TEXT = "2015年1月30日晚8时，主队以83:60获胜，2.3万名观众到场，上座率95%。“很好，”王明说。"


def test_dates_times_results_and_amounts_are_told_apart() -> None:
    found = read(TEXT)
    assert [d.text for d in found.dates] == ["2015年1月30日"]
    assert [c.text for c in found.clock_times] == ["晚8时"]
    assert [s.text for s in found.scores] == ["83:60"]
    assert [q.text for q in found.quantities] == ["2.3万名", "95%"]
    assert [q.words for q in found.quotations] == ["很好，"]


def test_the_language_is_told_from_the_script() -> None:
    assert read(TEXT).language == "zh"
    assert read("The team won.").language == "en"


def test_relative_dates_start_from_the_reports_day() -> None:
    found = read("昨日发布。", published=datetime(2015, 1, 31, tzinfo=UTC))
    assert str(found.dates[0].first) == "2015-01-30"


@given(st.text(max_size=200))
def test_no_two_values_share_a_character(text: str) -> None:
    found = read(text)
    kinds: list[tuple[Placed, ...]] = [found.dates, found.clock_times, found.scores, found.quantities]
    values = sorted((v.start, v.end) for kind in kinds for v in kind)
    assert all(a[1] <= b[0] for a, b in pairwise(values))


def test_what_is_worked_out_about_a_text_is_worked_out_once() -> None:
    made: list[str] = []

    def make() -> int:
        made.append(TEXT)
        return len(TEXT)

    reading = read(TEXT)
    assert [reading.keep("length", make) for _ in range(2)] == [len(TEXT), len(TEXT)]
    assert made == [TEXT]


def test_where_values_stand_is_told_in_order() -> None:
    starts, places = read(TEXT).values
    assert starts == sorted(starts) == [start for start, _ in places]
    assert [TEXT[a:b] for a, b in places] == ["2015年1月30日", "晚8时", "83:60", "2.3万名", "95%"]
