from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.core import Event, Headline, HeadlineMark, HeadlineTest, Served, Shown, Stored
from broadsheet.recommend.headlines import marks

START = datetime(2026, 11, 8, tzinfo=UTC)
LATER = START + timedelta(minutes=5)
TEST = HeadlineTest(article=7, variants=(Headline("own"), Headline("另一标题")), salt="s", since=START)
PAGE = Served("p1", "lin", LATER, "v", "front", "zh", (Shown(7, 1, 0.5, title="另一标题"), Shown(8, 2, 0.4)))


def found(act: Event, page: Served = PAGE, test: HeadlineTest = TEST) -> list[HeadlineMark]:
    return marks([act], tests={7: Stored(3, test, START)}, pages={page.key: page})


def act(action: str, **told: object) -> Event:
    given: dict[str, object] = {"article": 7, "page": "p1", "position": 1} | told
    return Event("k", "lin", action, LATER, **given)  # type: ignore[arg-type]


def test_a_view_is_traced_to_the_headline_the_page_showed() -> None:
    assert found(act("view")) == [HeadlineMark(3, TEST.number("lin"), 1, seen=True)]


def test_a_click_under_the_own_headline_is_the_owns() -> None:
    page = replace(PAGE, items=(Shown(7, 1, 0.5),))
    assert found(act("click"), page) == [HeadlineMark(3, TEST.number("lin"), 0, clicked=True)]


def test_acts_elsewhere_are_of_no_headline() -> None:
    assert found(act("click", page="")) == []
    assert found(act("click", page="unknown")) == []
    assert found(act("click", article=8)) == []


def test_a_page_without_a_name_is_its_own_unit() -> None:
    nameless = replace(PAGE, reader="", personalised=False)
    assert found(act("view"), nameless) == [HeadlineMark(3, TEST.number("page:p1"), 1, seen=True)]


def test_a_test_by_page_never_counts_a_reader() -> None:
    test = replace(TEST, unit="page")
    assert found(act("view"), test=test) == [HeadlineMark(3, test.number("page:p1"), 1, seen=True)]
    assert found(act("finish", page=""), test=test) == []


def test_staying_counts_without_a_page_too() -> None:
    assert found(act("dwell", value=14.0, page="")) == [HeadlineMark(3, TEST.number("lin"), dwell=14.0)]
    assert found(act("save")) == [HeadlineMark(3, TEST.number("lin"), finished=True)]


def test_what_was_served_before_pages_knew_of_the_test_does_not_count() -> None:
    assert found(act("view"), replace(PAGE, at=START - timedelta(hours=1))) == []


def test_a_page_under_a_headline_of_an_earlier_test_does_not_count() -> None:
    page = replace(PAGE, items=(Shown(7, 1, 0.5, title="won last week"),))
    assert found(act("view"), page) == []
