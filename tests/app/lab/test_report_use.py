"""What a report says is to be typed to ask its model."""

from collections.abc import Mapping
from typing import Any

import pytest

from broadsheet.app.lab.report_use import commands, needs_export


def card(task: str, *, architecture: str = "llama", **more: Any) -> Mapping[str, Any]:
    return {"architecture": architecture, "objective": {"name": task}, **more}


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (card("causal"), "broadsheet --model lab:desk models peek ..."),
        (card("instruct"), "broadsheet lab write desk text.txt"),
        (card("prefer"), "broadsheet lab write desk text.txt"),
        (card("translate", architecture="t5"), "broadsheet lab write desk text.txt"),
        (card("masked", architecture="bert"), 'broadsheet lab fill desk "... ___ ..."'),
        (card("classify", is_headed=True), "broadsheet lab classify desk texts.txt"),
        (card("tag", is_headed=True), 'broadsheet lab tag desk "..."'),
        (card("causal", architecture="lstm"), "broadsheet export desk --to onnx"),
    ],
)
def test_a_model_is_asked_for_what_it_learnt(found: Mapping[str, Any], first: str) -> None:
    assert commands("desk", found)[0] == first


def test_what_the_lab_asks_itself_needs_no_export() -> None:
    assert not needs_export(card("translate", architecture="transformer"))


def test_a_sample_s_first_word_is_the_prompt() -> None:
    measures = {"samples": {"samples": [{"prompt": "春眠 不觉晓"}]}}
    assert commands("poems", card("causal", measures=measures))[0].endswith("peek 春眠")


def test_before_there_is_a_card_nothing_is_to_be_typed() -> None:
    assert not commands("desk", {})
