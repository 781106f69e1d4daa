"""What of a report may be printed by another newsroom."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.core import Evidence
from broadsheet.write.furniture import leans
from broadsheet.write.units import read
from tests.write.reports import AGENCY, MORNING, WIRE


def printed(text: str, language: str = "en") -> list[str]:
    source = Evidence("article:1", text, language=language, published=MORNING)
    return [u.text for u in read(source, language=language).units]


def test_an_english_dateline_is_cut_off_and_its_place_kept() -> None:
    reading = read(WIRE, language="en")
    assert reading.units[0].text.startswith("Fire destroyed a century-old warehouse")
    assert reading.place is not None
    assert reading.place.text == "PORT ASTER"


def test_a_chinese_dateline_and_the_end_mark_are_cut_off() -> None:
    reading = read(AGENCY, language="zh")
    assert reading.units[0].text.startswith("罐厂里一座百年仓库8日凌晨起火")
    assert reading.place is not None
    assert reading.place.text == "星港"
    assert not any("完" in u.text for u in reading.units)


def test_every_span_is_its_text() -> None:
    for source, language in ((WIRE, "en"), (AGENCY, "zh")):
        for unit in read(source, language=language).units:
            assert source.text[unit.span.start : unit.span.end] == unit.span.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Reporting by Anna Brock and Colm Reyes in Port Aster.", "en"),
        ("Read more about the tunnel on our transport page today.", "en"),
        ("The bargain of the year is at https://shop.example now.", "en"),
        ("I walked through the tunnel on foot with my daughter.", "en"),
        ('"It was the noise that woke the whole street."', "en"),
        ("责任编辑：程一帆 罗静姝 吴穗", "zh"),
        ("记者此刻蹲在渔业站的水泥楼梯间里，外面风声很大。", "zh"),
        ("我们一起在桥头等了三个小时才等到渡轮。", "zh"),
        ("“先是噼里啪啦，像过年，推窗一看，天是橘的。”", "zh"),
    ],
)
def test_furniture_own_voice_and_unowned_quotations_are_not_printed(text: str, language: str) -> None:
    assert printed(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "He said the bridge would reopen on Monday.",
        "That was the second fire this year.",
        '"We will rebuild," she said.',
        "他说，大桥将在周一重新开放。",
        "该公司没有回应置评请求。",
        "“一定重建。”他说。",
        "经查，段海2月16日将公车开回家。",
        "车钥匙由他亲自保管。",
        "开发人员23日发表报告写道，这种新产品不用验血。",
    ],
)
def test_a_sentence_that_needs_the_one_before_it_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "One hundred people marched in Corran.",
        "其实验室位于科兰。",
        "通报经查证后发布，段海受到处分。",
        "Heather Lane was closed.",
    ],
)
def test_a_sentence_that_stands_alone_does_not_lean(text: str) -> None:
    assert not leans(text)


def test_a_connective_that_says_nothing_is_left_out() -> None:
    assert printed("In addition, the council closed four libraries on Monday.") == [
        "The council closed four libraries on Monday."
    ]
    assert printed("此外，市议会周一关闭了四座图书馆。", "zh") == ["市议会周一关闭了四座图书馆。"]


def test_relative_days_are_written_out_from_the_reports_date() -> None:
    assert printed("The bridge closed for repairs early today, the council said.") == [
        "The bridge closed for repairs early on Nov. 8, the council said."
    ]
    assert printed("大桥昨晚因检修封闭，公交线路已经改道。", "zh") == ["大桥11月7日晚因检修封闭，公交线路已经改道。"]


def test_a_relative_day_without_a_date_is_not_printed() -> None:
    source = replace(WIRE, text="The bridge closed for repairs today, the council said.", published=None)
    assert read(source, language="en").units == ()


def test_what_stands_in_quotation_marks_keeps_its_words() -> None:
    assert printed('Mayor Lin told reporters the bridge "will open today" as planned.') == [
        'Mayor Lin told reporters the bridge "will open today" as planned.'
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    for language in ("en", "zh"):
        source = Evidence("x", text, language=language, published=MORNING)
        for unit in read(source, language=language).units:
            assert text[unit.span.start : unit.span.end] == unit.span.text
