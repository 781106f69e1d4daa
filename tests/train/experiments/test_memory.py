"""What a training can't do without is told before it is tried."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from broadsheet.core import InvalidInputError

pytest.importorskip("torch")
from broadsheet.train.experiments import memory
from broadsheet.train.loop import Training
from broadsheet.train.tuning.starting import Started

PLAIN = Training(steps=1, rows=1, length=8)
FULL, LORA = Started(None, learning=1_500_000_000), Started(None, learning=1_000_000, held=1_500_000_000)


def test_every_number_is_there_once_and_those_that_learn_with_gradient_and_averages() -> None:
    assert memory.needed(FULL, PLAIN) == 4 * 4 * 1_500_000_000
    assert memory.needed(FULL, replace(PLAIN, optimiser="sgd")) == 3 * 4 * 1_500_000_000
    assert memory.needed(LORA, PLAIN) == 4 * 1_500_000_000 + 4 * 4 * 1_000_000


def test_more_than_the_machine_has_is_refused_with_both_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "this_machine", lambda _: SimpleNamespace(memory=16_000_000_000))
    with pytest.raises(InvalidInputError, match=r"24\.0 GB.*1,500,000,000 that learn.*16\.0 GB.*lora\.rank"):
        memory.check_fits(FULL, PLAIN)
    memory.check_fits(LORA, PLAIN)
