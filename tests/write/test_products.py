"""Lists are read as people write them, and claims to have used a product are found."""

import pytest

from broadsheet.write.products import first_hand, items, sentence


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a; b；c", ["a", "b", "c"]),
        ("- a\n- b, c", ["a", "b, c"]),
        ("轻便、省电，耐摔", ["轻便", "省电", "耐摔"]),
        ("holds 1,200 ml, boils fast", ["holds 1,200 ml", "boils fast"]),
        (" ; ;", []),
    ],
)
def test_a_list_is_read_into_its_items(text: str, rows: list[str]) -> None:
    assert items(text) == rows


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We tried it for a week."),
        ("en", "I've really used this kettle."),
        ("en", "After two weeks of use the lid still shut."),
        ("en", "In our tests it boiled in three minutes."),
        ("en", "A hands-on look."),
        ("zh", "亲测好用。"),
        ("zh", "用了一周，效果不错。"),
        ("zh", "我们试用了这款水壶。"),
        ("zh", "使用下来很满意。"),
        ("zh", "入手后天天用。"),
    ],
)
def test_a_first_hand_claim_is_an_error(language: str, text: str) -> None:
    assert [f.severity for f in first_hand(text, language=language)] == ["error"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody here has used it, and we have not tested the lid."),
        ("en", "The maker tested it for 1,000 hours."),
        ("en", 'A buyer wrote: "I tried it for a week."'),
        ("en", "It is used in hospitals."),
        ("zh", "没有人试用过该产品。"),
        ("zh", "本文未经试用。"),
        ("zh", "厂家称已做老化试验。"),
        ("zh", "一位买家写道：“用了一周，效果不错。”"),
    ],
)
def test_what_others_say_and_what_is_denied_is_no_claim(language: str, text: str) -> None:
    assert list(first_hand(text, language=language)) == []


def test_an_item_becomes_a_sentence_once() -> None:
    assert sentence("boils fast", "en") == "Boils fast."
    assert sentence("烧得快。", "zh") == "烧得快。"
