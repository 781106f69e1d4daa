import pytest

from broadsheet.knowledge.spelling import has_chinese_form, pinyin, pinyin_agreement, sound_agreement


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("姚明", "Yao Ming"),
        ("姚明", "Ming Yao"),
        ("李克强", "Li Keqiang"),
        ("欧阳娜娜", "Ouyang Nana"),
        ("单田芳", "Shan Tianfang"),
    ],
)
def test_a_chinese_name_agrees_with_its_pinyin_in_both_orders(zh: str, en: str) -> None:
    assert pinyin_agreement(zh, en) == 1.0


def test_an_umlaut_is_written_in_more_than_one_way() -> None:
    assert pinyin_agreement("吕布", "Lu Bu") == 1.0
    assert pinyin_agreement("吕布", "Lyu Bu") == 0.9


def test_another_name_does_not_agree() -> None:
    assert pinyin_agreement("姚明", "Yao Min") == 0.0


@pytest.mark.parametrize(("zh", "en"), [("格温·哈罗", "Gwen Harrow"), ("默克尔", "Merkel"), ("奥巴马", "Obama")])
def test_a_rendered_name_sounds_like_the_original_and_unlike_another(zh: str, en: str) -> None:
    assert sound_agreement(zh, en) > 0.9
    assert sound_agreement(zh, "Saoirse Tan") < 0.6


def test_a_character_without_a_reading_gives_no_pinyin() -> None:
    assert pinyin("㐀田") == ()
    assert pinyin("abc") == ()


def test_a_rendered_name_has_no_chinese_form() -> None:
    assert has_chinese_form("李克强")
    assert not has_chinese_form("格温·哈罗")
    assert not has_chinese_form("特朗普")
