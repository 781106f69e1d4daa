"""Who says five and who says eight."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.app.differing import differences
from broadsheet.core import Evidence

START = datetime(2026, 11, 8, 1, tzinfo=UTC)
FIVE = "A fire in a warehouse on the Old Quay injured five people on Sunday, the fire brigade said."
EIGHT = "The warehouse fire on the Old Quay injured eight people, the hospital said on Sunday."


def told(*rows: tuple[str, str], hours: float = 1, outlet: str = "") -> list[tuple[int, Evidence]]:
    """Reports (language, text), so many hours after one another, each of its own outlet unless one is named."""
    return [
        (id, Evidence(f"article:{id}", text, outlet=outlet or f"O{id}", language=language, published=at))
        for id, (language, text) in enumerate(rows, start=1)
        if (at := START + timedelta(hours=hours * id))
    ]


def test_two_reports_that_count_the_injured_differently_are_at_odds() -> None:
    [found] = differences(told(("en", FIVE), ("en", EIGHT)))
    assert (found.counts, found.state) == ("injured", "contradiction")
    assert [[s.article for s in side.sayings] for side in found.sides] == [[1], [2]]


def test_reports_in_two_languages_are_compared() -> None:
    [found] = differences(told(("en", FIVE), ("zh", "旧埠一座木材仓库8日清晨起火，造成8人受伤，起火原因仍在调查。")))
    assert [side.sayings[0].language for side in found.sides] == ["en", "zh"]


def test_who_says_the_same_stands_on_one_side() -> None:
    [found] = differences(told(("en", FIVE), ("en", EIGHT), ("zh", "旧埠一座木材仓库8日清晨起火，造成5人受伤。")))
    assert [[s.article for s in side.sayings] for side in found.sides] == [[1, 3], [2]]


def test_a_toll_that_is_higher_much_later_has_risen() -> None:
    assert [d.state for d in differences(told(("en", FIVE), ("en", EIGHT), hours=8))] == ["update"]


def test_an_outlet_that_gives_a_new_figure_brings_its_own_up_to_date() -> None:
    assert [d.state for d in differences(told(("en", EIGHT), ("en", FIVE), outlet="Wire"))] == ["update"]


def test_a_correction_says_so() -> None:
    mended = f"Correction: an earlier report misstated a number. {EIGHT}"
    assert [d.state for d in differences(told(("en", FIVE), ("en", mended)))] == ["correction"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (FIVE, FIVE.replace("five", "5")),
        (FIVE, "The fire on the Old Quay came a month after nine people were injured in another warehouse fire there."),
        (FIVE, "In 2019 a fire in a warehouse on the Old Quay injured nine people."),
        (FIVE, f"{EIGHT} Officials said five people were injured, the fire brigade nine."),
        ("造成40人受伤。", "造成伤者中2人重伤。"),
        ("A man in his 30s died in a crash in Meath.", "A man in his 20s died in a crash in Meath."),
        ("Turnout was 58.3 percent.", "Turnout rose to 58.3%, from 55 percent."),
        ("", ""),
    ],
)
def test_what_agrees_or_tells_of_something_else_is_no_difference(one: str, two: str) -> None:
    language = "zh" if one[:1] > "z" else "en"
    assert differences(told((language, one), (language, two))) == []


@pytest.mark.parametrize(
    ("counts", "en", "zh"),
    [
        ("turnout", "Turnout was 58.3 percent, the returning officer said.", "投票率为61.9%，高于上届。"),
        ("cancelled", "The line said that 52 of its 96 sailings were cancelled.", "计划的96个航班停航88班。"),
        ("raised", "The sale raised 3.1 billion lan on the exchange.", "公司公开发行股票，募集资金36亿澜元。"),
        ("quake", "An earthquake of magnitude 5.1 shook the county.", "银坳县发生4.8级地震，无人伤亡。"),
        ("destroyed", "Fire destroyed 47 stalls at the night market.", "夜市120个摊位中63个被烧毁。"),
    ],
)
def test_the_measures_of_the_news_are_known_in_both_languages(counts: str, en: str, zh: str) -> None:
    assert [d.counts for d in differences(told(("en", en), ("zh", zh)))] == [counts]


def test_a_saying_stands_where_it_says_it_stands() -> None:
    reports = told(("en", f"The harbour was calm. {FIVE}"), ("en", EIGHT))
    text = {id: evidence.text for id, evidence in reports}
    for side in differences(reports)[0].sides:
        for saying in side.sayings:
            assert text[saying.article][saying.start : saying.end] == saying.sentence
            assert text[saying.article][saying.figure_start : saying.figure_end].split()[0] in {"five", "eight"}
