"""The reference reads an answer on from where it was, and says what it would have said at once."""

from pathlib import Path

import numpy as np
import pytest

from broadsheet.train import gates
from broadsheet.train.gates import Witness
from tests.train.exports.made import own, save

PROMPT, ANSWER = [40, 41, 42, 43], [90, 17, 33, 250]


def opened(kind: str, folder: Path) -> Witness:
    if kind in ("lstm", "transformer", "lstm_attention"):
        return gates.reference(gates.open_source(own(kind, folder)))
    return gates.reference(gates.open_source(save(kind, folder)))


@pytest.mark.parametrize("kind", ["gpt2", "llama", "t5", "lstm", "transformer", "lstm_attention"])
def test_token_by_token_is_as_all_at_once(tmp_path: Path, kind: str) -> None:
    model = opened(kind, tmp_path / kind)
    whole = model.scores(PROMPT, ANSWER)
    for n in range(1, len(ANSWER) + 1):
        grown = model.scores(PROMPT, ANSWER[:n])
        assert grown.shape == (n, 500)
        np.testing.assert_allclose(grown, whole[:n], atol=1e-4)


def test_another_prompt_or_another_beginning_is_read_anew(tmp_path: Path) -> None:
    model = opened("gpt2", tmp_path / "gpt2")
    first = model.scores(PROMPT, [0])
    model.scores(PROMPT, [7, 0])
    again = model.scores(PROMPT, [8, 0])
    np.testing.assert_allclose(again[0], first[0], atol=1e-4)
    assert np.abs(again[1] - model.scores(PROMPT, [7, 0])[1]).max() > 0.01
    assert np.abs(model.scores(PROMPT[::-1], [8, 0])[1] - again[1]).max() > 0.01
