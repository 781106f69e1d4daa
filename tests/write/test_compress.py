"""Headlines out of lead sentences."""

import pytest

from broadsheet.write.compress import clean_title, headline


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A fire broke out shortly before midnight on Saturday in a warehouse, the fire brigade said.",
            "Fire broke out in a warehouse: fire brigade",
        ),
        ("The Bank of Vellane cut its key rate on Wednesday.", "Bank of Vellane cut its key rate"),
        (
            "Vellane's nurses called off a strike, which was to begin on Monday, after a pay offer.",
            "Vellane's nurses called off a strike after a pay offer",
        ),
    ],
)
def test_english(sentence: str, expected: str) -> None:
    assert headline(sentence, language="en") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("19日上午，记者从市交通局获悉，岚江大桥封闭，预计工期九周。", "市交通局：岚江大桥封闭，预计工期九周"),
        (
            "国家应急指挥部13日13时通报，台风造成2人死亡，紧急转移4.6万人。",
            "国家应急指挥部：台风造成2人死亡，紧急转移4.6万人",
        ),
        ("随着红灯转绿，历时七年建设的隧道正式通车。", "历时七年建设的隧道正式通车"),
    ],
)
def test_chinese(sentence: str, expected: str) -> None:
    assert headline(sentence, language="zh") == expected


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (
            "The council will close the bridge for nine weeks from Monday, unless a new survey finds the cables sound.",
            "en",
        ),
        ("市议会决定明年起关闭澄江人行索桥并全面更换全部六根主钢缆，但尚未获得省交通厅批准。", "zh"),
        ("星港市议会12日深夜通过决议，自12月1日起，禁止在出租仓库和合租厂房内于夜间为三辆以上电动自行车充电。", "zh"),
    ],
)
def test_what_limits_a_claim_is_never_cut_off(sentence: str, language: str) -> None:
    made = headline(sentence, language=language)
    assert made == "" or any(word in made for word in ("unless", "尚未", "禁止"))


def test_a_sources_headline_loses_its_rubric_and_outlet() -> None:
    assert clean_title("URGENT: Warehouse on fire | Meridian") == "Warehouse on fire"
    assert clean_title("（国际）北约发布年度报告") == "北约发布年度报告"
