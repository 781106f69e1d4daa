"""Words that a sentence puts together, in the evidence or apart in it."""

import pytest

from broadsheet.core import Evidence
from broadsheet.verify.checking import _readings
from broadsheet.verify.learnt.bonds import NAMES, bonded
from broadsheet.verify.reading import read
from broadsheet.verify.record import Record

ZH = "邓莫尔得票6914张，以61票之差击败梁舟一。卡洛韦在同一天宣布退出。维澜铁路公司提出明年停运支线，候选人均表示反对。"
EN = (
    "Dunmore won the seat by 61 votes over Liang. Calloway withdrew on the same day."
    " The railway proposed to close the branch next year, which all candidates opposed."
)


def lie(text: str, story: str, language: str) -> dict[str, float]:
    """How `text` stands together in `story`."""
    record = Record(_readings(Evidence("story", story, language=language)))
    return bonded(read(text, language=language).passages[0], record)


@pytest.mark.parametrize(
    ("together", "apart", "story", "language"),
    [
        ("邓莫尔以61票之差击败梁舟一。", "邓莫尔提出停运支线。", ZH, "zh"),
        ("Dunmore won by 61 votes over Liang.", "Dunmore proposed to close the branch.", EN, "en"),
    ],
)
def test_words_that_the_evidence_has_apart_are_told_from_words_it_has_together(
    together: str, apart: str, story: str, language: str
) -> None:
    near, far = lie(together, story, language), lie(apart, story, language)
    assert near["spread"] < far["spread"]
    assert near["clause_best"] > far["clause_best"]
    assert near["widest"] < far["widest"]


@pytest.mark.parametrize(
    ("text", "story", "language"), [("邓莫尔养了一只骆驼。", ZH, "zh"), ("A zebra won.", EN, "en")]
)
def test_a_rare_word_that_the_evidence_lacks_is_new(text: str, story: str, language: str) -> None:
    assert lie(text, story, language)["novel"] > 0.3


@pytest.mark.parametrize(("text", "story", "language"), [("123。", ZH, "zh"), ("Of it.", EN, "en")])
def test_a_sentence_without_shared_words_still_has_every_feature(text: str, story: str, language: str) -> None:
    assert set(lie(text, story, language)) == set(NAMES)
