import pytest

from broadsheet.write.revising.slips import slips
from broadsheet.write.revising.swapping import swap


def fixed(text: str, language: str) -> str:
    return swap(text, slips(language)).text


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("He recieved the the letter.", "He received the letter."),
        ("It took a hour at an university.", "It took an hour at a university."),
        ("Rain fell , then it stopped .", "Rain fell, then it stopped."),
        ("Prices rose 5%,officials said..", "Prices rose 5%,officials said."),
        ("They waited one hours.", "They waited one hour."),
        ("Teh vote was close!!", "The vote was close!"),
    ],
)
def test_english_slips_are_put_right(slip: str, right: str) -> None:
    assert fixed(slip, "en") == right


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("他说,隧道通车了.", "他说，隧道通车了。"),
        ("帐户被被冻结。", "账户被冻结。"),
        ("增长５ %，创新 高。。", "增长5%，创新高。"),
        ('他说:"我们很好."', "他说：“我们很好。”"),
        ("真的吗??", "真的吗？"),
        ("以后再说...", "以后再说……"),
    ],
)
def test_chinese_slips_are_put_right(slip: str, right: str) -> None:
    assert fixed(slip, "zh") == right


@pytest.mark.parametrize(
    "text",
    [
        "She had had enough; that that existed at all was a surprise.",
        "A one-off, a European plan, an honest hour, a unit of 2.5 km at 10:30 a.m.",
        "See https://example.org/a,b?c=1 or write to a.b@example.org ...",
        "“i dont care”, she wrote. It won 3-2, i.e. a win.",
        "The three-hour wait, the two year plan and 1,200 people.",
        "Mr. Lee said: no.",
    ],
)
def test_good_english_is_left_alone(text: str) -> None:
    kept = fixed(text, "en")
    assert kept == text


@pytest.mark.parametrize(
    "text",
    [
        "他了了心愿，两军将将军请来，是是非非都说清了。",
        "比分3:2，时间10:30，网址https://example.org/a,b，增长1.5%。",
        "他笑道：“哈哈哈……”随后离开。",
        "《看看，听听》一书出版了。",
    ],
)
def test_good_chinese_is_left_alone(text: str) -> None:
    assert fixed(text, "zh") == text


def test_each_word_put_right_is_told() -> None:
    assert ("recieved", "received") in swap("He recieved it.", slips("en")).changes
