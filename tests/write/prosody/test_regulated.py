"""Chinese regulated verse: what passes, and which rule is named where it does not."""

import pytest

from broadsheet.core import UnknownNameError
from broadsheet.write.prosody import broken, lines_of, members, rhymes, scan, tones

SPRING = "国破山河在，城春草木深。感时花溅泪，恨别鸟惊心。烽火连三月，家书抵万金。白头搔更短，浑欲不胜簪。"
BAIDI = "朝辞白帝彩云间，千里江陵一日还。两岸猿声啼不住，轻舟已过万重山。"


def rules(text: str, form: str, *, book: str = "pingshui", weight: str = "error") -> set[str]:
    return {f.rule for f in scan(lines_of(text), form, book=book)[1] if f.weight == weight}


@pytest.mark.parametrize(
    ("text", "form", "opening"),
    [
        (SPRING, "五律", "oblique"),
        (BAIDI, "七绝", "level_rhymed"),
        ("白日依山尽，黄河入海流。欲穷千里目，更上一层楼。", "五绝", "oblique"),
        ("昔人已没，", "五绝", "oblique"),
    ],
)
def test_verse_is_read_by_its_nearest_pattern(text: str, form: str, opening: str) -> None:
    assert scan(lines_of(text), form)[0].name == opening


@pytest.mark.parametrize(("text", "form"), [(SPRING, "五律"), (BAIDI, "七绝")])
def test_verse_of_the_tang_keeps_its_form(text: str, form: str) -> None:
    assert not broken(scan(lines_of(text), form)[1])


def test_traditional_characters_are_read_as_well() -> None:
    assert not rules(
        "國破山河在，城春草木深。感時花濺淚，恨別鳥驚心。烽火連三月，家書抵萬金。白頭搔更短，渾欲不勝簪。", "五律"
    )


def test_a_line_that_does_not_rhyme_is_named_with_the_rhyme_it_should_have() -> None:
    fault = next(f for f in scan(lines_of(BAIDI.replace("万重山", "万重楼")), "七绝")[1] if f.rule == "rhyme")
    assert (fault.line, fault.at, fault.values["rhyme"]) == (3, 6, "十五删")


def test_a_wrong_tone_is_named_with_its_place() -> None:
    faults = [f for f in scan(lines_of(BAIDI.replace("千里江陵", "千山江陵")), "七绝")[1] if f.weight == "error"]
    assert [(f.rule, f.line, f.at, f.values["want"]) for f in faults] == [("tone", 1, 1, "仄")]


def test_three_level_tones_at_the_end_are_refused() -> None:
    assert rules(BAIDI.replace("万重山", "千重山"), "七绝") == {"three_level"}


def test_a_lone_level_tone_is_refused() -> None:
    assert rules("白日依山尽，黄河入海流。欲穷千里目，上到一层楼。", "五绝") == set()
    assert rules("白日依山尽，日河入海流。欲穷千里目，更上一层楼。", "五绝") == {"lone_level"}


def test_lines_that_do_not_hold_together_are_told_as_such_and_not_tone_by_tone() -> None:
    found = rules("白日依山尽，更上一层楼。欲穷千里目，黄河入海流。", "五绝")
    assert found <= {"adhesion", "opposition"}
    assert found


def test_a_rhyme_used_twice_is_refused() -> None:
    assert "rhyme_twice" in rules("白日依山尽，黄河入海流。欲穷千里目，更上一江流。", "五绝")


def test_a_wrong_number_of_lines_or_characters_is_told_before_all_else() -> None:
    assert rules("白日依山尽，黄河入海流。", "五绝") == {"line_count"}
    assert rules("白日依山尽，黄河流。欲穷千里目，更上一层楼。", "五绝") == {"line_length"}


def test_todays_readings_judge_otherwise_than_the_rhyme_book() -> None:
    assert (tones("白"), tones("白", book="xinyun")) == (frozenset("仄"), frozenset("平"))
    assert rhymes("东") != rhymes("冬")
    assert rhymes("东", book="xinyun") == rhymes("冬", book="xinyun")


def test_a_character_with_two_readings_may_stand_for_either() -> None:
    assert tones("看") == frozenset("平仄")


def test_members_of_a_rhyme_rhyme() -> None:
    assert all("十一尤" in rhymes(c) for c in members("十一尤"))
    assert members("no rhyme") == ""


def test_middle_couplets_that_do_not_answer_each_other_get_advice_only() -> None:
    text = SPRING.replace("家书抵万金", "家书抵旧金")
    assert "parallel" in rules(text, "五律", weight="advice")
    assert not rules(text, "五律")


def test_an_unknown_form_or_book_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        scan(["白日依山尽"], "六绝")
    assert "七律" in refused.value.choices
    with pytest.raises(UnknownNameError):
        tones("白", book="guangyun")
