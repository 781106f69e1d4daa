"""The desk's gate on pairs that were held out: shares counted by hand."""

from typing import Any

import pytest

from broadsheet.models import Options
from broadsheet.train.evaluation.measures import editorial
from tests.train.evaluation.measures.known import Shards, Told, every_part, subject, writing

# Source, what a person wrote of it, the same with another figure in its second sentence.
ROWS = {
    "en": (
        "The council approved a budget of 40 million on Tuesday. The vote was 9 to 4. Roads come first.",
        "The council approved a budget of 40 million. The vote was 9 to 4.",
        "The council approved a budget of 40 million. The vote was 19 to 4.",
    ),
    "zh": (
        "地铁七号线将于12月1日开通，全长32公里。沿线设站24座。首月票价减半。",
        "地铁七号线将于12月1日开通。沿线设站24座。",
        "地铁七号线将于12月1日开通。沿线设站42座。",
    ),
}


def measured(language: str, written: str) -> dict[str, Any] | None:
    source, people, _ = ROWS[language]
    shards = Shards(every_part({"text": [source], "target": [people]}))
    asked = Options(max_tokens=20)
    made = writing(shards, "instruct", {source: written}, asked, settings={"written_tokens": 20})
    return editorial.measure(made)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_that_writes_as_people_do_passes_with_their_shares(language: str) -> None:
    found = measured(language, ROWS[language][1])
    assert found is not None
    assert found["pass"]
    assert found["model"] == found["people"]
    assert (found["model"]["accuracy"]["right"], found["model"]["accuracy"]["n"]) == (2, 2)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_figure_that_is_another_costs_its_sentence(language: str) -> None:
    found = measured(language, ROWS[language][2])
    assert found is not None
    assert not found["pass"]
    assert "accuracy" in found["short"]
    assert (found["model"]["accuracy"]["right"], found["model"]["accuracy"]["n"]) == (1, 2)
    assert found["people"]["accuracy"]["share"] == 1.0


def test_a_model_that_answers_nothing_is_not_put_through_the_gate() -> None:
    shards = Shards(every_part({"text": ("a",)}))
    assert editorial.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal")) is None
