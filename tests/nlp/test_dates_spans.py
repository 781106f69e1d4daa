"""Stretches of time are resolved to the days they mean, in both languages, against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.nlp.dates import dates
from broadsheet.nlp.mention import without_overlaps

# A Wednesday.
PUBLISHED = date(2017, 3, 15)


def resolved(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    found = without_overlaps(list(dates(text, published=published)))
    return [(text[m.start : m.end], m.more.get("from"), m.more.get("to")) for m in found]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("Earlier this month, three people died.", "Earlier this month", "2017-03-01", "2017-03-15"),
        ("She arrived in early March.", "early March", "2017-03-01", "2017-03-10"),
        ("It closes at the end of the year.", "the end of the year", "2017-09-01", "2017-12-31"),
        ("It opened in late 2015.", "late 2015", "2015-09-01", "2015-12-31"),
        ("Sales rose in the first quarter of 2016.", "the first quarter of 2016", "2016-01-01", "2016-03-31"),
        ("Sales rose in the second half of last year.", "the second half of last year", "2016-07-01", "2016-12-31"),
        ("It grew over the past two weeks.", "the past two weeks", "2017-03-01", "2017-03-15"),
        ("It closed two years ago.", "two years ago", "2015-01-01", "2015-12-31"),
        ("It closed three days ago.", "three days ago", "2017-03-12", "2017-03-12"),
        ("The fair runs March 3 to 7.", "March 3 to 7", "2017-03-03", "2017-03-07"),
        ("It ran from 2014 to 2016.", "from 2014 to 2016", "2014-01-01", "2016-12-31"),
        ("It opens this summer.", "this summer", "2017-06-01", "2017-08-31"),
        ("He left the day before yesterday.", "the day before yesterday", "2017-03-13", "2017-03-13"),
        ("Police came last night.", "last night", "2017-03-14", "2017-03-14"),
        ("会议定于本月初举行。", "本月初", "2017-03-01", "2017-03-10"),
        ("工程去年年底完工。", "去年年底", "2016-09-01", "2016-12-31"),
        ("今年上半年销量上升。", "今年上半年", "2017-01-01", "2017-06-30"),
        ("2016年第三季度利润下降。", "2016年第三季度", "2016-07-01", "2016-09-30"),
        ("展会3月3日至7日举行。", "3月3日至7日", "2017-03-03", "2017-03-07"),
        ("过去三年增长明显。", "过去三年", "2014-03-15", "2017-03-15"),
        ("两年前他离开了。", "两年前", "2015-01-01", "2015-12-31"),
        ("三个月前开工。", "三个月前", "2016-12-01", "2016-12-31"),
        ("2月中旬下雪。", "2月中旬", "2017-02-11", "2017-02-20"),
        ("上世纪八十年代的老歌。", "上世纪八十年代", "1980-01-01", "1989-12-31"),
        ("二〇一六年五月一日通车。", "二〇一六年五月一日", "2016-05-01", "2016-05-01"),
        ("明年三月竣工。", "明年三月", "2018-03-01", "2018-03-31"),
        ("昨晚发生火灾。", "昨晚", "2017-03-14", "2017-03-14"),
        ("上周三开庭。", "上周三", "2017-03-08", "2017-03-08"),
    ],
)
def test_a_stretch_of_time_is_resolved(text: str, written: str, first: str, last: str) -> None:
    assert (written, first, last) in resolved(text)


def test_the_half_of_a_match_is_no_date() -> None:
    assert resolved("He scored in the first half and again after the break.") == []


def test_without_a_day_of_publication_a_relative_stretch_is_named_and_not_resolved() -> None:
    assert resolved("两年前他离开了。", None) == [("两年前", None, None)]
    assert resolved("Earlier this month it rained.", None) == [("Earlier this month", None, None)]


@given(st.text(alphabet="0123456789年月日至-初底前后上下半第一二三四季度周个天 MarchJuneearlylateto,", max_size=40))
def test_whatever_is_written_an_interval_is_in_order(text: str) -> None:
    for _, first, last in resolved(text):
        assert first is None or last is None or first <= last


# A Tuesday in June.
JUNE = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("text", "written", "first"),
    [
        ("The law takes effect on 1 January.", "1 January", "2027-01-01"),
        ("On 1 January the law will take effect.", "1 January", "2027-01-01"),
        ("The law took effect on 1 January.", "1 January", "2026-01-01"),
        ("The law took effect on 1 July.", "1 July", "2025-07-01"),
        ("The fair opens on 1 July.", "1 July", "2026-07-01"),
        ("He will resign, he said on 12 May.", "12 May", "2026-05-12"),
        ("The vote will be held on Friday.", "Friday", "2026-06-12"),
        ("He will go, she said on Friday.", "Friday", "2026-06-05"),
        ("新规自1月1日起施行。", "1月1日", "2027-01-01"),
        ("新规将于1月1日生效。", "1月1日", "2027-01-01"),
        ("新规已于1月1日生效。", "1月1日", "2026-01-01"),
        ("会议曾于8月3日举行。", "8月3日", "2025-08-03"),
        ("5月3日，他表示将辞职。", "5月3日", "2026-05-03"),
    ],
)
def test_the_verb_tells_whether_a_day_is_to_come_or_past(text: str, written: str, first: str) -> None:
    assert (written, first, first) in resolved(text, JUNE)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Police came Monday night.", "Monday night"),
        ("It rained yesterday morning.", "yesterday morning"),
        ("周一晚间发生火灾。", "周一晚间"),
    ],
)
def test_the_part_of_the_day_belongs_to_the_date(text: str, written: str) -> None:
    assert resolved(text, JUNE) == [(written, "2026-06-08", "2026-06-08")]
