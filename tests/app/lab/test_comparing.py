"""Models side by side: who is ahead, where that can be said, and numbers as people write them."""

from collections.abc import Mapping
from typing import Any

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.lab.comparing import Row, direction
from broadsheet.app.lab.report_figures import cell_said, figure_said, margin_said
from tests.app.lab.folders import CARD, begun


def card(bits: float, **more: Any) -> Mapping[str, Any]:
    measures = {"likelihood": {"bits_per_byte": bits, "nats": 1.0}, "ngram": {"bits_per_byte": 2.9}}
    return {**CARD, "measures": {**measures, **more}}


def rows(room: Newsroom, one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Row]:
    begun(room.home, "one", taken=60, card=one)
    begun(room.home, "two", taken=60, card=two)
    return {row.figure: row for row in room.compare_lab_models(["one", "two"]).rows}


def test_the_best_is_marked_with_its_margin_and_only_where_one_is_better(room: Newsroom) -> None:
    found = rows(room, card(2.5), card(3.0))
    assert (found["likelihood.bits_per_byte"].best, found["likelihood.bits_per_byte"].margin) == (0, 0.5)
    assert found["likelihood.nats"].best is None
    assert found["ngram.bits_per_byte"].best is None
    assert found["seconds"].best is None  # a tie


def test_on_different_texts_nobody_is_better(room: Newsroom) -> None:
    found = rows(room, card(2.5), {**card(3.0), "test_digest": "other", "seconds": 1.0})
    assert found["likelihood.bits_per_byte"].best is None
    assert found["seconds"].best == 1


def test_intervals_come_from_beside_a_figure_or_from_under_intervals(room: Newsroom) -> None:
    classes = {"accuracy": 0.9, "accuracy_interval": [0.8, 0.95]}
    overlap = {"model": {"figures": {"bleu": 12.0}, "intervals": {"bleu": [10.0, 14.0]}}}
    found = rows(room, card(2.5, classes=classes, overlap=overlap), card(3.0, classes={"accuracy": 0.7}))
    assert found["classes.accuracy"].intervals == ((0.8, 0.95), None)
    assert found["overlap.model.figures.bleu"].intervals == ((10.0, 14.0), None)
    assert cell_said(found["classes.accuracy"], 0, "en") == "0.9 (0.8–0.95)"


@pytest.mark.parametrize(
    ("figure", "sense"),
    [("likelihood.loss", -1), ("classes.macro_f1", 1), ("parameters", 0), ("classes.beside.majority.accuracy", 0)],
)
def test_it_is_known_which_way_is_better(figure: str, sense: int) -> None:
    assert direction(figure) == sense


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        ("parameters", 1_372_000.0, "1.37 M"),
        ("parameters", 234_816.0, "234,816"),
        ("bytes.model.gguf", 316_400.0, "316.4 kB"),
        ("seconds", 288.5, "5 min"),
        ("joules", 15_300.0, "15.3 kJ"),
        ("likelihood.nats", 42_150.4, "42,150"),
        ("likelihood.bits_per_byte", 2.926, "2.926"),
        ("classes.accuracy", None, "–"),
    ],
)
def test_figures_are_written_as_people_write_them(figure: str, value: float | None, said: str) -> None:
    assert figure_said(figure, value, "en") == said


def test_the_margin_of_nobody_is_nothing() -> None:
    assert margin_said(Row("parameters", (1.0, 2.0)), "en") == ""
