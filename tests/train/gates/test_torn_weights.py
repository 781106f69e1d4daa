"""Weights that a full disk or another hand cut off are named before anything is made of them."""

from pathlib import Path

import pytest

from broadsheet.core import IntegrityError
from broadsheet.train.gates.source import open_source
from tests.train.tuning.tuned import base

pytest.importorskip("torch")


@pytest.mark.parametrize("left", [0, 5, 100])
def test_torn_weights_are_said_to_be_torn(tmp_path: Path, left: int) -> None:
    folder = base(tmp_path / "base", "llama")
    assert open_source(folder).tensors()
    (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes()[:left])
    with pytest.raises(IntegrityError, match="torn"):
        open_source(folder)
