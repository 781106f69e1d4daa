"""Entities in both languages, with exact places, days and values."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import nlp
from broadsheet.core import Article

MONDAY = datetime(2015, 2, 2, 9, tzinfo=UTC)


def rows(text: str, *, published: datetime | None = MONDAY, language: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = nlp.analyse(
        Article(title="", text=text, published=published, language=language), only=["entities"]
    ).annotations["entities"]
    return found


def texts(text: str, kind: str) -> list[str]:
    return [row["text"] for row in rows(text) if row["type"] == kind]


def test_chinese_people_places_and_organisations_are_found() -> None:
    text = "北约秘书长斯托尔滕贝格30日在布鲁塞尔说，中国外交部发言人华春莹的表态值得欢迎。"
    assert texts(text, "person") == ["斯托尔滕贝格", "华春莹"]
    assert "布鲁塞尔" in texts(text, "place")
    assert {"北约", "中国外交部"} <= set(texts(text, "organisation"))


def test_english_people_places_and_organisations_are_found() -> None:
    text = "German Chancellor Angela Merkel met executives of Acme Corp. in Berlin. "
    text += "Merkel said the European Union would help."
    assert texts(text, "person") == ["Angela Merkel", "Merkel"]
    assert texts(text, "place") == ["Berlin"]
    assert texts(text, "organisation") == ["Acme Corp", "European Union"]


def test_a_short_form_in_brackets_is_what_the_full_name_is() -> None:
    text = "The Party for Freedom Party (PFP) lost seats on Monday, and the PFP leader resigned."
    assert texts(text, "organisation").count("PFP") == 2


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert texts("Police arrested a man. Thousands marched on Monday. Officials said little.", "other") == []


def test_a_title_and_a_nationality_are_no_part_of_a_name() -> None:
    assert texts("Russian President Vladimir Putin arrived with Mr. Lavrov.", "person") == ["Vladimir Putin", "Lavrov"]


def test_a_chinese_work_is_named_without_its_marks() -> None:
    assert texts("据香港《南华早报》报道，会议结束。", "other") == ["南华早报"]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("事件发生在2015年1月30日。", "2015年1月30日", "2015-01-30", "2015-01-30"),
        ("昨日，会议结束。", "昨日", "2015-02-01", "2015-02-01"),
        ("本月26日开幕。", "本月26日", "2015-02-26", "2015-02-26"),
        ("他30日下午说。", "30日下午", "2015-01-30", "2015-01-30"),
        ("去年12月开工。", "去年12月", "2014-12-01", "2014-12-31"),
        ("上周五收盘。", "上周五", "2015-01-30", "2015-01-30"),
        ("12月3日发布。", "12月3日", "2014-12-03", "2014-12-03"),
        ("It happened on Jan. 30, 2015 in Paris.", "Jan. 30, 2015", "2015-01-30", "2015-01-30"),
        ("The talks began on Wednesday in Geneva.", "Wednesday", "2015-01-28", "2015-01-28"),
        ("The court will rule on Wednesday in Geneva.", "Wednesday", "2015-02-04", "2015-02-04"),
        ("It rained last week in the north.", "last week", "2015-01-26", "2015-02-01"),
        ("They met on 3 December in the north.", "3 December", "2014-12-03", "2014-12-03"),
        ("They met three days ago in the north.", "three days ago", "2015-01-30", "2015-01-30"),
        ("It was popular in the 1990s there.", "the 1990s", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, written: str, first: str, last: str) -> None:
    found = [row for row in rows(text) if row["type"] == "date"]
    assert [(row["text"], row["from"], row["to"]) for row in found] == [(written, first, last)]


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    found = rows("昨日宣布，2015年1月30日生效。", published=None)
    assert "from" not in next(row for row in found if row["text"] == "昨日")
    assert next(row for row in found if row["text"] == "2015年1月30日")["from"] == "2015-01-30"


def test_a_day_that_does_not_exist_stays_unresolved() -> None:
    assert [row for row in rows("会议定于2015年2月31日举行。") if row["type"] == "date" and "from" in row] == []


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("已有22万人受益。", "22万人", 220_000, "人"),
        ("投资1.2万亿元建设。", "1.2万亿元", 1_200_000_000_000, "元"),
        ("增长百分之三十。", "百分之三十", 30, "%"),
        ("涨幅3.5%。", "3.5%", 3.5, "%"),
        ("三十二人受伤。", "三十二人", 32, "人"),
        ("The firm paid $1.2 billion for it.", "$1.2 billion", 1_200_000_000, "USD"),
        ("Prices rose 3.5 percent there.", "3.5 percent", 3.5, "%"),
        ("At least 1,200 people fled.", "1,200 people", 1200, "people"),
        ("The charity raised £71m for it.", "£71m", 71_000_000, "GBP"),
    ],
)
def test_an_amount_has_its_value_and_unit(text: str, written: str, value: float, unit: str) -> None:
    found = [row for row in rows(text) if row["type"] == "amount"]
    assert [(row["text"], row["value"], row["unit"]) for row in found] == [(written, value, unit)]


def test_quotations_have_their_words_and_speaker_in_both_languages() -> None:
    chinese = next(r for r in rows("“救援正在进行，不会停止。”外交部发言人华春莹说。") if r["type"] == "quotation")
    english = next(r for r in rows('"We will not stop," Angela Merkel said on Monday.') if r["type"] == "quotation")
    assert (chinese["text"], chinese["speaker"]) == ("救援正在进行，不会停止。", "华春莹")
    assert (english["text"], english["speaker"]) == ("We will not stop,", "Angela Merkel")


def test_a_term_in_quotation_marks_is_no_quotation() -> None:
    assert texts("共建“一带一路”倡议提出十年。", "quotation") == []
    assert texts('The country is in a "fully-fledged" crisis.', "quotation") == []


def test_the_reporter_in_the_dateline_is_not_news() -> None:
    assert "周珺" not in texts("新华社布鲁塞尔1月30日电（记者周珺 孙奕）北约当天发布报告，华春莹出席。", "person")


NASTY = st.text(alphabet="Aa北京日月年1“”\"'’.（）-，。 McDe说\n\ud800", max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=100)), st.sampled_from(["zh", "en", ""]))
def test_offsets_always_give_back_the_text(text: str, language: str) -> None:
    for row in rows(text, language=language):
        assert text[row["start"] : row["end"]] == row["text"] != ""


def test_a_weekday_or_a_short_form_beside_a_name_is_no_part_of_it() -> None:
    text = "He met Donald Trump Friday. Russia's envoy to NATO Alexander Grushko said no."
    assert texts(text, "person") == ["Donald Trump", "Alexander Grushko"]
    assert texts(text, "organisation") == ["NATO"]
    assert texts("He told ABC News on Monday.", "organisation") == ["ABC News"]


def test_a_time_of_day_is_no_amount() -> None:
    assert texts("下午三点，指数报3600点。", "amount") == ["3600点"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The club's leader Muqtada al-Sadr has told supporters to stay.", "Muqtada al-Sadr", "person"),
        ("It was said by the Russian Foreign Ministry on Friday.", "Russian Foreign Ministry", "organisation"),
        ("The ambassador to the Republic of Cyprus Stanislav Osadchy said so.", "Stanislav Osadchy", "person"),
        ("The filmmaker Ahmed Abdelhady In Passport to Freedom shows it.", "Ahmed Abdelhady", "person"),
        ("Members of the Trump administration met on Monday.", "Trump", "person"),
        ("The river rose on Monday, said Anna Keller of the Red Cross.", "Anna Keller", "person"),
        ("The river rose on Monday, said Anna Keller of the Red Cross.", "Red Cross", "organisation"),
        ("The Department of the Interior said so on Friday.", "Department of the Interior", "organisation"),
    ],
)
def test_an_english_name_is_parted_from_its_neighbours(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(row["text"], row["type"]) for row in rows(text)]
