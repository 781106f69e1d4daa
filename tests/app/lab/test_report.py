"""The report: who wins comes first, nothing of a text is markup, both languages say the same."""

import re

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.lab.left import exports_of
from broadsheet.app.lab.report_texts import TEXTS
from broadsheet.app.lab.report_values import duration, said, size
from tests.app.lab.folders import CARD, NEW_EXPORT, OLD_EXPORT, begun

CLASSES = {
    "n": 10,
    "accuracy": 0.9,
    "accuracy_interval": [0.6, 0.98],
    "macro_f1": 0.9,
    "labels": [
        {"label": label, "n": 5, "precision": 0.9, "precision_interval": [0.7, 1.0], "recall": 0.9, "f1": 0.9}
        for label in ("体育", "<b>money</b>")
    ],
    "confusion": [[5, 0], [1, 4]],
    "calibration": {"error": 0.05, "bins": []},
    "beside": {"logistic": {"accuracy": 0.95, "macro_f1": 0.95}},
}


def report(room: Newsroom, *, words: str, **changed: object) -> str:
    begun(room.home, "poems", taken=60, card={**CARD, **changed})
    return room.lab_report("poems", words=words).decode()


@pytest.mark.parametrize(
    ("words", "wins"), [("en", "does not beat the 5-gram"), ("zh", "尚未胜过 5 元模型")], ids=["en", "zh"]
)
def test_who_wins_is_said_before_all_else(room: Newsroom, words: str, wins: str) -> None:
    page = report(room, words=words)
    lead = page[page.index('<p class="standing">') : page.index("<nav")]
    assert wins in lead
    assert 'header class="passed"' not in page
    assert page.index("3.302") < page.index("2.926") < page.index("<svg")


def test_a_model_that_beats_its_rival_is_marked_as_passed(room: Newsroom) -> None:
    measures = {**CARD["measures"], "likelihood": {"bits_per_byte": 2.5}}
    assert 'header class="passed"' in report(room, words="en", measures=measures)


def test_what_a_model_wrote_is_never_markup(room: Newsroom) -> None:
    page = report(room, words="en", measures={**CARD["measures"], "classes": CLASSES})
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_the_data_card_names_some_sources_and_counts_the_others(room: Newsroom) -> None:
    page = report(room, words="en")
    assert "poems-7.txt" in page
    assert "poems-8.txt" not in page
    assert "and 4 more" in page


def test_classes_come_with_intervals_and_confusions(room: Newsroom) -> None:
    page = report(room, words="zh", measures={"classes": CLASSES})
    assert "0.900 (0.700–1.000)" in page
    assert "体育" in page
    assert "尚未胜过TF-IDF 加逻辑回归" in page


def test_a_training_that_is_not_done_has_a_report_of_its_curves(room: Newsroom) -> None:
    begun(room.home, "poems", taken=17)
    page = room.lab_report("poems").decode()
    assert "Stopped after 17 of 60 steps" in page
    assert page.count("<svg") == 5


def test_both_shapes_of_an_export_are_read(room: Newsroom) -> None:
    old, new = exports_of({"exports": [OLD_EXPORT, NEW_EXPORT, {"broken": 1}, "x"]})
    assert (old.bytes, old.bytes_before, old.speed_before, old.agreement) == (400, 1000, 350.0, 1.0)
    assert (new.bytes, new.bytes_before, new.bits, new.apart) == (280, 1000, 3.35, 0.02)
    page = report(room, words="en", exports=[OLD_EXPORT, NEW_EXPORT])
    assert "28.0%" in page
    assert "99.5%" in page


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    en, zh = TEXTS["en"], TEXTS["zh"]
    assert set(en) == set(zh)
    for key in en:
        assert set(re.findall(r"{\w+}", en[key])) == set(re.findall(r"{\w+}", zh[key])), key


def test_values_are_told_as_people_read_them() -> None:
    assert [said(v) for v in (5636.0, 0.00123456, True, None, 1e9, "x")] == [
        "5,636",
        "0.001235",
        "✓",
        "–",
        "1,000,000,000",
        "x",
    ]
    assert [size(v) for v in (0, 999, 361_193, 2.5e9)] == ["0 B", "999 B", "361.2 kB", "2.50 GB"]
    assert [duration(v, "en") for v in (59.6, 288.5, 9000)] == ["60 s", "5 min", "2.5 h"]
    assert duration(288.5, "zh") == "5 分钟"
