"""What a training costs is found out in a process of its own: its memory is not that of whoever asks."""

from pathlib import Path

import pytest

pytest.importorskip("torch")

from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.train.corpus import Document
from broadsheet.train.experiments.costing_apart import estimate_apart
from broadsheet.train.experiments.recipe import model_recipe

TINY = ("model.width=16", "model.heads=2", "training.steps=100", "training.rows=4", "training.length=16")
MUCH = 800_000_000


def test_the_memory_of_a_large_process_is_not_told_as_the_trainings(tmp_path: Path) -> None:
    held = bytearray(MUCH)
    held[::4096] = b"\1" * len(range(0, MUCH, 4096))  # pages that are touched, so that they are really had
    documents = (Document(text=f"{n} the council met and {n * 7} people spoke") for n in range(60))
    recipe = model_recipe("poems", preset="tiny", settings=(*TINY, "tokenizer.size=400"))
    cost = estimate_apart(recipe, documents, lab=tmp_path, models=tmp_path)
    assert 0 < cost.memory < len(held)
    assert cost.steps == 100


def test_what_the_other_process_refuses_is_raised_here(tmp_path: Path) -> None:
    recipe = model_recipe("poems", preset="tiny", settings=("objective.name=distil", "objective.teacher=lab:nobody"))
    with pytest.raises((NotFoundError, InvalidInputError), match="nobody"):
        estimate_apart(recipe, iter(()), lab=tmp_path, models=tmp_path)
