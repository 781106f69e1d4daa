"""A draft that is its source, or has long stretches of it, is told; quotations, short texts and own words are not."""

import pytest

from tests.verify.wire import check, findings

EN = (
    "The tunnel has two bores and a service gallery between them that firefighters can reach from either portal within "
    "four minutes, and its walls are lined with pale green tiles that were fired in the old cannery kilns by a "
    "cooperative of retired workers who wanted to leave something behind. The harbour tunnel opened on Monday after "
    "seven years of work, and Gwen Harrow, the transport minister, cut the ribbon at the Old Quay before a crowd."
)
ZH = (
    "隧道北起旧埠，经鸥岛，南至罐厂里，双管四车道，限速每小时七十公里，设计日通行能力六万辆次。摩托车、自行车及载运危险品的"
    "车辆禁止驶入。首辆驶入隧道的是一辆载着豆浆机的面包车，车主凌晨就在洞口排队。交通部长在洞口说，隧道比原计划晚了两年，"
    "因为排烟和应急电话两项不合格，他宁可挨骂也不签字，直到检查人员满意为止。"
)
OWN = {
    "en": "Firefighters need four minutes to get to the gallery from the portals. " * 4,
    "zh": "消防人员从两端洞口赶到检修廊道要四分钟，墙上贴的是老窑烧的瓷砖。" * 4,
}


@pytest.mark.parametrize("text", [EN, ZH])
def test_a_draft_that_is_its_source_is_told_with_share_and_source(text: str) -> None:
    [found] = findings(text, text, only="overlap")
    assert (found.rule, found.severity) == ("whole", "warning")
    assert "100%" in found.message
    assert "text:0" in found.message
    assert check(text, text).passed


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (ZH, "zh")])
def test_a_long_run_among_own_words_is_marked_where_it_stands(text: str, language: str) -> None:
    run = text[: len(text) // 2]
    draft = OWN[language] + run + OWN[language]
    [found] = findings(draft, text, only="overlap")
    assert found.rule == "run"
    assert len(OWN[language]) <= found.start < found.end <= len(OWN[language]) + len(run)


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (ZH, "zh")])
def test_quotations_short_texts_and_own_words_are_left_alone(text: str, language: str) -> None:
    for draft in (OWN[language] + f"“{text}”", text[: len(text) // 4], OWN[language]):
        assert findings(draft, text, only="overlap") == []
