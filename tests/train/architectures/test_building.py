"""Building where memory or the engine is not what it should be."""

import importlib
from typing import Any

import pytest

from broadsheet.core import InvalidInputError, MissingExtraError, ModelError
from broadsheet.train import architectures
from broadsheet.train.architectures import _building
from broadsheet.train.architectures._holding import allocating

SHAPE = architectures.shape("gpt2", layers=1, width=8, heads=1, context=8)


def refuse(error: ImportError) -> Any:
    def load(name: str) -> Any:
        if name == "torch":
            raise error
        return importlib.import_module(name)

    return load


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ModuleNotFoundError("No module named 'torch'", name="torch"), MissingExtraError),
        (ImportError("libtorch_cpu.so: failed to map segment", name="_C"), ModelError),
    ],
)
def test_an_engine_that_is_not_there_and_one_that_can_t_be_loaded_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, error: ImportError, kind: type[Exception]
) -> None:
    monkeypatch.setattr(_building, "importlib", type("Loader", (), {"import_module": staticmethod(refuse(error))}))
    with pytest.raises(kind):
        architectures.build(SHAPE, vocabulary=10, seed=0)


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory")])
def test_memory_that_runs_out_while_building_says_what_to_lower(error: Exception) -> None:
    with pytest.raises(InvalidInputError, match=r"lower model\.width"), allocating(SHAPE, 10):
        raise error


def test_another_error_while_building_is_itself() -> None:
    with pytest.raises(RuntimeError, match="shapes"), allocating(SHAPE, 10):
        raise RuntimeError("shapes don't match")
