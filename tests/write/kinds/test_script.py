"""Scripts: the format holds whatever a model answers, and breaches of it are told."""

from collections.abc import Mapping

import pytest

from broadsheet import write
from broadsheet.core import Draft
from tests.write.fakes import Fake
from tests.write.reports import whole


def script(language: str, facts: Mapping[str, str], *, model: Fake | None = None) -> Draft:
    return whole(list(write.draft("script", facts=facts, language=language, model=model)))


def rules(language: str, text: str) -> list[str]:
    report = write.report_of(script(language, {}), text)
    return [f.rule for f in report.findings if f.check == "script"]


@pytest.mark.parametrize(
    "answer", ["", "INT. X - DAY\nNOBODY: hi", "NORA:", "....", "TOM: (softly) Go.\nNORA: No.\nThe door shuts."]
)
def test_the_english_format_holds_whatever_a_model_answers(answer: str) -> None:
    draft = script("en", {"characters": "Nora, Tom"}, model=Fake(lambda _: answer))
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


def test_a_models_lines_become_cues_manners_and_actions() -> None:
    model = Fake(lambda _: "TOM: (softly) Go.\nNora: No.\nThe door shuts.")
    text = script("en", {"characters": "Nora, Tom", "theme": "a door", "setting": "mill"}, model=model).variants[0].text
    assert text.startswith("INT. MILL - NIGHT\n\nTOM\n(softly)\nGo.\n\nNORA\nNo.\n\nThe door shuts.")


def test_the_chinese_format_marks_actions_and_names_speakers() -> None:
    model = Fake(lambda _: "周伯：（低声）走吧。\n许遥：不走。\n门关上了。")
    text = script("zh", {"characters": "许遥，周伯", "theme": "门", "setting": "渡口"}, model=model).variants[0].text
    assert text.startswith("第一场　渡口　内　夜\n周伯：（低声）走吧。\n许遥：不走。\n△门关上了。\n\n第二场")


def test_a_cast_of_plain_scenes_is_the_one_given() -> None:
    text = script("zh", {"genre": "科幻", "characters": "李雷，韩梅"}).variants[0].text
    assert "李雷：（对着旋钮）再来。" in text
    assert "韩梅：那是水泵。" in text


def test_breaches_of_the_format_are_told() -> None:
    assert rules("en", "Nora writes.\n\nNORA\nHello.") == ["no_heading"]
    assert rules("en", "INT. KITCHEN - NIGHT\n\nInt. kitchen night\n\nNORA\nHello.") == ["heading"]
    assert rules("en", "INT. KITCHEN - NIGHT\n\nNORA\n\nShe leaves.") == ["cue_alone", "no_speech"]
    assert rules("zh", "第一场　厨房　内　夜\n她走了。\n许遥：好。") == ["line"]
    assert rules("zh", "第一场 厨房\n许遥：好。") == ["no_heading", "heading"]
    assert rules("zh", "第一场　厨房　内　夜\n△门开着。\n许遥：（低声）好。") == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_plot_keeps_the_format(language: str) -> None:
    for genre in ("mystery", "fantasy", "悬疑", "奇幻"):
        report = script(language, {"genre": genre}).variants[0].report
        assert report is not None
        assert report.passed
