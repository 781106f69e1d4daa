"""How a sentence lies on its evidence."""

import pytest

from broadsheet.verify.learnt.alignment import NAMES, lying
from broadsheet.verify.learnt.marks import bent
from broadsheet.verify.learnt.wording import worded
from broadsheet.verify.reading import read
from broadsheet.verify.record import Record

EN = "The museum in Lund bought the silver mask last spring. The thief who took the bronze horse was caught in Malmo."
ZH = "隆德博物馆去年春天买下了银面具。偷走铜马的窃贼在马尔默被捕。"


def lies(text: str, evidence: str) -> dict[str, float]:
    """The features of alignment of a one-sentence text."""
    return lying(read(text).passages[0], Record([read(evidence)]))


@pytest.mark.parametrize(
    ("whole", "spliced", "evidence"),
    [
        ("The museum in Lund bought the silver mask.", "The museum in Lund was caught in Malmo.", EN),
        ("隆德博物馆买下了银面具。", "隆德博物馆偷走铜马的窃贼。", ZH),
    ],
)
def test_halves_of_two_sentences_do_not_stand_together(whole: str, spliced: str, evidence: str) -> None:
    assert lies(spliced, evidence)["joint"] < lies(whole, evidence)["joint"]


@pytest.mark.parametrize(
    ("same", "turned", "evidence"),
    [
        ("Carter beat Nadal in Lisbon.", "Nadal beat Carter in Lisbon.", "Carter beat Nadal in Lisbon on Friday."),
        ("卡特队击败了纳达尔队。", "纳达尔队击败了卡特队。", "卡特队周五在里斯本击败了纳达尔队。"),
    ],
)
def test_exchanged_sides_stand_in_another_order(same: str, turned: str, evidence: str) -> None:
    assert lies(same, evidence)["order"] == 1.0
    assert lies(turned, evidence)["order"] < 1.0


def test_against_nothing_alike_every_feature_has_a_value() -> None:
    found = lies("Quarks are confined.", EN)
    assert set(found) == set(NAMES)
    assert found["best"] == 0.0


@pytest.mark.parametrize(
    ("draft", "evidence", "name"),
    [
        ("The bridge will open in May.", "The bridge may open in May.", "hedge_out"),
        ("All residents oppose the plan.", "Some residents oppose the plan.", "scope_in"),
        ("工厂因罢工关闭。", "工人罢工，工厂关闭。", "cause_in"),
        ("他没有辞职。", "他辞职了。", "denial_in"),
    ],
)
def test_a_word_that_bends_a_sentence_is_counted_on_the_side_that_has_it(draft: str, evidence: str, name: str) -> None:
    assert bent(draft, evidence, [])[name] == 1.0
    assert bent(draft, draft, [])[name] == 0.0


def test_a_mark_that_a_neighbouring_sentence_has_was_not_put_in() -> None:
    assert bent("工厂因罢工关闭。", "工厂关闭。", ["因工人罢工。"])["cause_in"] == 0.0


def test_missing_words_are_named() -> None:
    found = worded(read("The museum bought a submarine.").passages[0], Record([read(EN)]))
    assert found.missing == ("submarine",)
    assert found.values["missing"] == 1.0
