"""What costs no learning and must be beaten: the beginning of a report, the copy of a source."""

import pytest

from broadsheet.train.evaluation.rivals import lead, rivals, usual_length

ZH = "新华社布鲁塞尔1月30日电（记者周珺 孙奕）北约秘书长斯托尔滕贝格30日称，过去一年是“黑色”的年度。会议随后结束。"
EN = "LONDON (Reuters) - The council approved a budget of $42 million on Tuesday, after a long debate. Nobody spoke."


@pytest.mark.parametrize(
    ("text", "length", "said"),
    [
        (ZH, 10, "北约秘书长斯托尔滕"[:9] + "贝"),
        (EN, 6, "The council approved a budget of"),
        ("Rain fell. It stopped.", 20, "Rain fell."),
        ("下雨了。停了。", 20, "下雨了。"),
    ],
)
def test_the_lead_is_the_first_sentence_behind_the_dateline_cut_to_a_length(text: str, length: int, said: str) -> None:
    assert lead(text, length=length).strip() == said


def test_a_cut_lead_does_not_end_in_a_comma() -> None:
    assert lead("On Tuesday, the council met for hours.", length=2) == "On Tuesday"
    assert lead("周二，议会开会良久。", length=2) == "周二"


def test_the_usual_length_is_the_median_in_words_and_in_han_characters() -> None:
    assert usual_length(["one two", "one two three", "one two three four five six"]) == 3
    assert usual_length(["北京下雨", "北京下大雨了"]) == 5
    assert usual_length([]) == 1


def test_what_becomes_shorter_is_beside_its_beginning_and_what_keeps_its_length_beside_its_copy() -> None:
    for report, headline in ((ZH, "北约称去年“黑色”"), (EN, "Council passes budget")):
        assert list(rivals([report], [headline], length=4)) == ["lead", "first_sentence"]
    for source, translation in (("春天来了，花开了。", "Spring has come and flowers open."), ("Good day.", "你好。")):
        found = rivals([source], [translation], length=4)
        assert list(found) == ["source"]
        assert found["source"](source) == source


def test_texts_without_a_word_have_a_rival_still() -> None:
    assert list(rivals([], [], length=1)) == ["source"]
    assert lead("!?", length=3) == "!?"
    assert lead("", length=3) == ""
