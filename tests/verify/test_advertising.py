"""Advertising law in both directions: what breaks it is found, and what only looks like it is not."""

import pytest

from broadsheet import verify
from broadsheet.core import UnknownNameError

BROKEN_ZH = [
    ("absolute", "本地最好的豆浆"),
    ("absolute", "澄江最佳的选择"),
    ("absolute", "采用最先进的工艺"),
    ("absolute", "国家级品质"),
    ("absolute", "享受顶级音质"),
    ("absolute", "全球最大的茶饮品牌"),
    ("absolute", "全网销量第一"),
    ("absolute", "行业第一品牌"),
    ("absolute", "茶中极品"),
    ("absolute", "独一无二的口感"),
    ("absolute", "最高级的享受"),
    ("absolute", "史上最低价"),
    ("absolute", "送礼首选。"),
    ("absolute", "唯一的选择"),
    ("absolute", "口感No.1"),
    ("absolute", "年度销量冠军"),
    ("state", "人民大会堂特供酒"),
    ("guarantee", "100%有效"),
    ("cure", "根治失眠"),
    ("cure", "无任何副作用"),
    ("medical", "对高血压有疗效"),
    ("medical", "长期饮用可降血糖"),
    ("medicine", "可代替药物"),
    ("returns", "保本保息"),
    ("returns", "稳赚不赔"),
    ("education", "一次不过全额退费"),
]
HARMLESS_ZH = [
    "最近开业，欢迎光临",
    "最后三天",
    "最终解释权请见细则",
    "第一季度发货",
    "第一步，打开瓶盖",
    "最低气温零下三度也能启动",
    "最大承重120公斤",
    "最高时速30公里",
    "最快次日送达",
    "最多可连接5台设备",
    "最好避光保存",
    "最好在饭后食用",
    "最佳食用期为三天",
    "最佳饮用温度60度",
    "没有最好的，只有更好的",
    "本品不能代替药物",
    "本品不能代替药物治疗疾病",
    "不保本，不保证收益",
    "投资有风险，并非保本产品",
    "唯一官方网站",
    "每件都有唯一编号",
    "含100%纯棉",
    "第一次使用前请充电",
    "首选项设置",
    "国家标准一级能效",
    "最初的味道",
    "全国第一届茶艺大赛指定场地",
    "万能充电器接口",
]
EXCUSED_ZH = [
    "努力做最好的豆浆",
    "旗下最先进的一款",
    "2025年澄江市销量第一",
    "国家级非物质文化遗产技艺",
    "2024年国内首款",
]
BROKEN_EN = [
    ("superiority", "The world's best kettle."),
    ("superiority", "An unbeatable price."),
    ("superiority", "The most advanced camera on sale."),
    ("superiority", "The number one brand in town."),
    ("guarantee", "Satisfaction guaranteed."),
    ("free", "Free trial today."),
    ("clinical", "Clinically proven to help you sleep."),
    ("cure", "It cures diabetes."),
    ("cure", "No side effects."),
    ("returns", "Guaranteed returns of 8%."),
]
HARMLESS_EN = [
    "Sugar-free and light.",
    "The best time to plant is spring.",
    "Best before March.",
    "At best it lasts ten hours.",
    "Returns are not guaranteed.",
    "The museum is free of dust.",
    "First choose a colour.",
    "Feel free to call.",
    "Not clinically proven.",
    "It does not cure diabetes.",
    "Step number one: open the lid.",
    "Past performance is no guarantee.",
]


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in verify.advertising(text, language=language)]


@pytest.mark.parametrize(("rule", "text"), BROKEN_ZH)
def test_what_chinese_law_forbids_is_an_error(rule: str, text: str) -> None:
    assert (rule, "error") in found(text, "zh")


@pytest.mark.parametrize("text", HARMLESS_ZH)
def test_what_only_looks_like_an_absolute_word_is_let_pass(text: str) -> None:
    assert found(text, "zh") == []


@pytest.mark.parametrize("text", EXCUSED_ZH)
def test_what_the_regulators_guide_allows_is_advice(text: str) -> None:
    severities = {severity for _, severity in found(text, "zh")}
    assert severities == {"advice"}


@pytest.mark.parametrize(("rule", "text"), BROKEN_EN)
def test_an_english_claim_that_needs_proof_is_found(rule: str, text: str) -> None:
    assert rule in [r for r, _ in found(text, "en")]


@pytest.mark.parametrize("text", HARMLESS_EN)
def test_harmless_english_is_let_pass(text: str) -> None:
    assert found(text, "en") == []


def test_a_finding_has_its_exact_place_its_clause_and_a_replacement() -> None:
    text = "采用最先进的工艺，茶香依旧。"
    (one,) = verify.advertising(text, language="zh")
    assert text[one.start : one.end] == one.text == "最先进"
    assert one.fix == "先进"
    assert "第九条第三项" in one.message


def test_medical_words_are_for_medicines() -> None:
    assert found("治疗感冒", "zh") == [("medical", "error")]
    assert verify.advertising("治疗感冒", language="zh", sector="medical") == ()
    assert verify.advertising("十分钟直达地铁站", language="zh", sector="property")[0].rule == "property"


def test_a_text_mended_by_its_fixes_has_no_errors() -> None:
    text = "最先进的工艺，最佳的口感，最好的豆浆。"
    for one in reversed(verify.advertising(text, language="zh")):
        text = text[: one.start] + one.fix + text[one.end :]
    assert found(text, "zh") == []


def test_an_unknown_sector_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        verify.advertising("茶", language="zh", sector="tea")  # type: ignore[arg-type]
    assert "medical" in refused.value.choices
