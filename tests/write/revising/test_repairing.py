"""What becomes of a sentence that its sources do not bear out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from broadsheet import write
from broadsheet.core import EmptyEvidenceError, Evidence, Finding, Suggestion
from broadsheet.models import LanguageModel
from broadsheet.write.revising.repairing import Repair, corrected, mended
from tests.write.fakes import Fake

EN = (
    "The council voted 7 to 2 on Monday to close the bridge for nine weeks. Repairs will cost $1.4 million, said Mayor "
    "Ana Ruiz. The ferry is free until June."
)
ZH = "市议会周一以7比2表决通过，大桥封闭九周。市长阮安表示，维修费用为140万元。渡轮免费至6月。"
REPORTS = {
    "en": Evidence("article:1", EN, outlet="Tern", language="en"),
    "zh": Evidence("article:1", ZH, outlet="维澜社", language="zh"),
}


def repaired(text: str, language: str, *, model: LanguageModel | None = None) -> Suggestion:
    selection = replace(write.select(text, 0, None, language=language), evidence=(REPORTS[language],))
    last = list(write.suggest("repair", selection, model=model))[-1].suggestion
    assert last is not None
    return last


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "The council voted 7 to 2 on Tuesday to close the bridge for six weeks.", EN.split(". ")[0] + "."),
        ("zh", "市议会周二以7比2表决通过，大桥封闭六周。", ZH.split("。")[0] + "。"),
    ],
)
def test_a_wrong_value_is_put_right_and_nothing_else(language: str, wrong: str, right: str) -> None:
    made = repaired(wrong, language)
    assert made.after == right
    assert made.report is not None
    assert made.report.passed
    assert len(made.notes) == 1


@pytest.mark.parametrize(
    ("language", "text"), [("en", "The bridge was built by Romans in 1803."), ("zh", "大桥由罗马人于1803年建造。")]
)
def test_what_no_source_says_is_left_out_and_said(language: str, text: str) -> None:
    made = repaired(f"{text}\n\n{REPORTS[language].text}", language)
    assert made.after == REPORTS[language].text
    assert any(text in note for note in made.notes)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_true_text_stays_letter_by_letter(language: str) -> None:
    made = repaired(REPORTS[language].text, language)
    assert made.after == REPORTS[language].text
    assert len(made.notes) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Sharks were seen off the coast. Swimmers left the water."), ("zh", "海边出现鲨鱼。游客纷纷上岸。")],
)
def test_sources_about_something_else_take_nothing_away(language: str, text: str) -> None:
    made = repaired(text, language)
    assert made.after == text
    assert made.report is not None
    assert not made.report.passed


def test_without_sources_it_is_refused() -> None:
    selection = write.select(EN, 0, None, language="en")
    with pytest.raises(EmptyEvidenceError):
        write.suggest("repair", selection)


@pytest.mark.parametrize(
    ("language", "wrong", "said"),
    [
        (
            "en",
            "The nine-week closure of the bridge was imposed on the council by angry ferry captains.",
            "On Monday the council voted 7 to 2 to close the bridge for nine weeks.",
        ),
        ("zh", "大桥封闭九周，是罗马船长联盟强加给市议会的。", "周一，市议会以7比2表决通过大桥封闭九周。"),
    ],
)
def test_a_model_says_anew_what_no_fix_puts_right(language: str, wrong: str, said: str) -> None:
    made = repaired(wrong, language, model=Fake(lambda _prompt: said))
    assert made.after == said
    assert [s.written_by for s in made.sentences] == ["model"]


@pytest.mark.parametrize(
    ("language", "wrong", "lie"),
    [
        (
            "en",
            "The nine-week closure of the bridge was imposed on the council by angry ferry captains.",
            "The council voted 9 to 0 to close the bridge for nine weeks.",
        ),
        ("zh", "大桥封闭九周，是罗马船长联盟强加给市议会的。", "市议会以9比0表决通过大桥封闭九周。"),
    ],
)
def test_a_model_that_invents_gives_way_to_the_source(language: str, wrong: str, lie: str) -> None:
    model = Fake(lambda _prompt: lie)
    made = repaired(wrong, language, model=model)
    assert model.asked
    assert made.after in (REPORTS[language].text.split(". ")[0] + ".", ZH.split("。")[0] + "。")
    assert made.report is not None
    assert made.report.passed


def test_a_model_that_dies_leaves_the_repair_to_the_sources() -> None:
    wrong = "The nine-week closure of the bridge was imposed on the council by angry ferry captains."
    made = repaired(wrong, "en", model=Fake(lambda _prompt: "The council", dies_after=0))
    assert made.report is not None
    assert made.report.passed
    assert all(s.written_by != "model" for s in made.sentences)


def found(*places: tuple[int, int, str]) -> Sequence[Finding]:
    return [Finding("numbers", "contradicted", "error", a, b, "", "", fix) for a, b, fix in places]


def test_all_errors_have_a_fix_or_none_is_made() -> None:
    assert corrected("5 of 9", found((0, 1, "6"), (5, 6, "8"))) == "6 of 8"
    assert corrected("5 of 9", found((0, 1, "6"), (5, 6, ""))) == ""
    assert corrected("5 of 9", []) == ""


def test_fixes_that_lie_over_each_other_are_not_made() -> None:
    assert corrected("25 of 9", found((0, 2, "6"), (1, 4, "8"))) == ""


def gone(text: str, old: str) -> Repair:
    start = text.index(old)
    return Repair(start, start + len(old), old, "", "left_out", "")


@pytest.mark.parametrize(
    ("text", "old", "left"),
    [
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\nTwo.", "Two.", "One.\n"),
        ("一。二。三。", "二。", "一。三。"),
        ("Two. Three.", "Two.", "Three."),
    ],
)
def test_a_sentence_that_goes_leaves_no_hole(text: str, old: str, left: str) -> None:
    assert mended(text, [gone(text, old)]) == left
