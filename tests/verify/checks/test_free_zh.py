"""Freely written sentences against a report: true ones pass the checks of events, opposites and owners, twins don't."""

from datetime import UTC, datetime

import pytest

from broadsheet import verify
from broadsheet.core import Evidence

CHECKS = ("events", "opposites", "owners")
HARBOUR = (
    "海州市政府5日颁布禁令，禁止大型货车驶入老城区。海州市人大常委会当天表决接受该方案，市民代表大多表示欢迎。"
    "码头东侧看台新装了两块大屏幕，媒体看台拆除座椅约500个。海州队在客场险胜北港队，海州港吞吐量比去年增长一成。"
    "海州市公安局7日逮捕一名嫌疑人，法院将于下月开庭。"
)
COURT = (
    "The city council banned heavy lorries from the old town on Tuesday. Police held one suspect after the march, "
    "and a court will hear the case next month. Nobody was hurt."
)


def rules(draft: str, evidence: str, language: str) -> set[str]:
    """The rules that find an error in the draft."""
    story = Evidence("story", evidence, "", "", "", language, None)
    report = verify.check(draft, [story], language=language, only=CHECKS)
    return {f"{f.check}.{f.rule}" for f in report.findings if f.severity == "error"}


@pytest.mark.parametrize(
    "draft",
    [
        "老城区今后不许大型货车进入，禁令由海州市政府颁布。",
        "码头东边看台装上了两块大屏幕。",
        "媒体看台拆掉了约500个座椅。",
        "海州队客场小胜北港队。",
        "海州港的吞吐量同比上升一成。",
        "一名嫌疑人7日被警方抓捕。",
        "海州市人大常委会接受了这一方案。",
        "方案没有人死亡的报道。",
    ],
)
def test_a_true_chinese_sentence_in_other_words_is_no_fault(draft: str) -> None:
    assert rules(draft, HARBOUR, "zh") == set()


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        ("北港队反对派颁布禁令，海州市民代表罢工。", "events.untold"),
        ("海州市公安局局长7日宣布辞职。", "events.untold"),
        ("码头西侧看台新装了两块大屏幕。", "opposites.turned"),
        ("媒体看台新增座椅约500个。", "opposites.turned"),
        ("海州队在主场险胜北港队。", "opposites.turned"),
        ("海州港吞吐量比去年下降一成。", "opposites.turned"),
        ("海州市人大常委会5日颁布大型货车禁令。", "owners.other"),
        ("嫌疑人的家属7日逮捕一名嫌疑人。", "owners.other"),
    ],
)
def test_its_false_twin_is_found(draft: str, rule: str) -> None:
    assert rule in rules(draft, HARBOUR, "zh")


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("Three people died in the march.", {"events.untold"}),
        ("The mayor resigned on Tuesday.", {"events.untold"}),
        ("No one was injured in the march.", set()),
        ("One suspect was arrested.", set()),
    ],
)
def test_an_english_event_needs_a_source_that_tells_of_it(draft: str, found: set[str]) -> None:
    assert rules(draft, COURT, "en") == found


@pytest.mark.parametrize(
    ("draft", "evidence", "sound"),
    [
        ("他1938年7月被俘，次年1月入伍。", "1938年7月他被俘。1939年1月，他宣布入伍。", True),
        ("他1938年7月被俘，次年3月入伍。", "1938年7月他被俘。1939年1月，他宣布入伍。", False),
        ("上次失利是2014年1月27日。", "上一次失利还要追溯到2014年的1月27日。", True),
        ("客轮早上8点多启航。", "客轮8时18分启航。", True),
        ("客轮早上9点多启航。", "客轮8时18分启航。", False),
    ],
)
def test_dates_and_times_told_in_passing_are_resolved(draft: str, evidence: str, sound: bool) -> None:  # noqa: FBT001
    story = Evidence("story", evidence, "", "", "", "zh", datetime(2016, 1, 24, tzinfo=UTC))
    report = verify.check(draft, [story], language="zh", only=("dates",))
    assert bool(report.findings) is not sound


@pytest.mark.parametrize(
    ("draft", "sound"),
    [
        ("黄滋表示，岛上的遗址是国内目前保存最完整的战争遗址。", True),
        ("俞益成表示，岛上的遗址是国内目前保存最完整的战争遗址。", False),
    ],
)
def test_a_quotation_is_from_him_whom_the_next_sentence_names(draft: str, sound: bool) -> None:  # noqa: FBT001
    evidence = (
        "“岛上的遗址分布较广，是国内目前保存最完整的战争遗址。”研究院院长黄滋此前登岛考察时表示。"
        "公司总经理俞益成说：“这里将建成国家景区。”"
    )
    story = Evidence("story", evidence, "", "", "", "zh", None)
    report = verify.check(draft, [story], language="zh", only=("attribution",))
    assert bool(report.findings) is not sound
