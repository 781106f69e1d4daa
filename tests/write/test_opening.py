"""What a story begins with, what it leaves out, and what the editor is told about it."""

from datetime import timedelta

from broadsheet import write
from broadsheet.core import Evidence
from broadsheet.models import Options
from tests.write.reports import MORNING, notices, report, whole

TITLE = "Ferry crews and company sign a deal on rest"
STRIKE = report(
    1,
    "PORT ASTER, Nov 8 (Meridian) - Ferry crews walked out over rest between shifts, the union said.",
    outlet="Meridian Wire",
    title="Ferry crews walk out over rest",
)
DEAL = report(
    2,
    "Ferry crews and the company signed a deal on rest between shifts, and the boats sail again.",
    outlet="The Courier",
    title=TITLE,
    hours=90,
)
FLASH = report(
    3,
    "PORT ASTER, Nov 8 (Meridian) - A fire broke out in a warehouse in Cannery Side, the fire brigade said.",
    outlet="Meridian Wire",
    title="URGENT: Warehouse on fire in Cannery Side",
)
TOLD = report(
    4,
    "PORT ASTER, Nov 8 (Meridian) - Fire destroyed a warehouse in Cannery Side and hurt nobody, the brigade said.",
    outlet="Meridian Wire",
    title="Fire destroys warehouse in Cannery Side",
    hours=4,
)


def drafted(evidence: list[Evidence], language: str = "en") -> tuple[str, str]:
    """The text of a brief by extraction, and its notices."""
    pieces = list(write.draft("brief", evidence=evidence, language=language, model=None, options=Options()))
    return whole(pieces).variants[0].text, notices(pieces)


def test_the_newest_development_leads_and_not_the_first_dispatch() -> None:
    text = drafted([STRIKE, DEAL])[0]
    assert text.startswith(TITLE)
    assert text.index("signed a deal") < text.index("walked out")


def test_a_wires_flash_does_not_lead_when_the_wire_told_the_story_again() -> None:
    text = drafted([FLASH, TOLD])[0]
    assert "destroyed a warehouse" in text.split("\n\n")[1]


def test_a_correction_is_told_as_news_without_its_apology_and_its_label() -> None:
    correction = report(
        5,
        "维澜社8日播发的快讯《劳工部长被免职》有误。\n\n据总理府公布的往来函件，胡敬斋于11月6日致信总理请辞，总理8日批准。"
        "已采用该稿的媒体请以本稿为准。维澜社向胡敬斋先生及读者致歉。",
        outlet="维澜社",
        title="更正：胡敬斋系主动请辞",
        language="zh",
    )
    text = drafted([correction], "zh")[0]
    assert "致信总理请辞" in text
    assert not any(words in text for words in ("更正", "有误", "致歉", "请以本稿为准", "据维澜社报道，据"))


def test_a_headline_does_not_speak_for_its_reporter_or_ask() -> None:
    told = "The boy who made the paper fox is nine and lives in Port Aster, his school said. "
    for title in ("We found the boy who made the fox", "Why everyone folds a fox"):
        headed = drafted([report(6, told, outlet="Radio", title=title)])[0]
        assert title not in headed


def test_last_week_is_not_said_from_another_week() -> None:
    old = report(7, "The council closed the bridge to all traffic last Tuesday for repairs to its deck.", outlet="Post")
    new = report(8, "The council opened the bridge to cyclists after the repairs to the deck.", outlet="Post", hours=96)
    assert "last Tuesday" not in drafted([old, new])[0]
    assert "last Tuesday" in drafted([old])[0]


def test_an_old_lead_and_a_thin_text_are_told_to_the_editor() -> None:
    aside = report(9, "You have seen it. It is small.", outlet="Radio", hours=100)
    told = drafted([STRIKE, aside])[1]
    assert "may have moved on" in told
    assert "the text is short" in told


def test_what_counts_something_said_before_is_not_printed_alone() -> None:
    syrup = report(
        10,
        "Pharmacies sold every bottle of syrup in the city, the ministry said. Sugar is its main ingredient by weight. "
        "A small bottle holds about 84 grams of it, with extract of loquat leaf. Honey did slightly better than both.",
        outlet="Post",
    )
    text = drafted([syrup])[0]
    assert "84 grams of it" not in text or "Sugar" in text


def test_an_evening_told_by_the_24_hour_clock_is_not_said_twice() -> None:
    match = Evidence(
        "article:11",
        "昨晚19时30分，北门体育馆举行了首届纸狐狸跳远赛，四百多名观众到场观看。",
        "纸狐狸跳远赛开赛",
        "赛点",
        "https://11.example/",
        "zh",
        MORNING + timedelta(days=1),
    )
    text = drafted([match], "zh")[0]
    assert "11月8日19时30分" in text


def test_a_headlines_question_is_left_out_and_its_shout_is_calmed() -> None:
    told = "苇尾湿地保护区9日公布，同步调查共记录到越冬灰鹤11460只，创有记录以来新高，明年经费尚无着落。"
    title = "11460只！苇尾湿地越冬灰鹤创新高，明年谁来出钱？"
    cranes = report(12, told, outlet="维澜社", title=title, language="zh")
    assert drafted([cranes], "zh")[0].startswith("11460只，苇尾湿地越冬灰鹤创新高\n")


def test_a_place_or_an_hour_told_before_is_not_begun_with() -> None:
    run = report(
        13,
        "明天起，那里是汽车的。七点，议会广场鸣枪。星港马拉松8日在旧埠举行，一万四千人参加了比赛。",
        outlet="赛点",
        title="星港马拉松开跑",
        language="zh",
    )
    text = drafted([run], "zh")[0]
    assert "那里" not in text
    assert "七点" not in text
