"""What a training costs is found out in a process of its own: its memory is not that of whoever asks."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import pytest

pytest.importorskip("torch")

from broadsheet.core import InvalidInputError, ModelError, NotFoundError
from broadsheet.train.corpus import Document
from broadsheet.train.experiments.costing import SAMPLE, sample
from broadsheet.train.experiments.costing_apart import estimate_apart
from broadsheet.train.experiments.recipe import model_recipe

TINY = ("model.width=16", "model.heads=2", "training.steps=100", "training.rows=4", "training.length=16")
MUCH = 800_000_000


def test_the_memory_of_a_large_process_is_not_told_as_the_trainings(tmp_path: Path) -> None:
    held = bytearray(MUCH)
    held[::4096] = b"\1" * len(range(0, MUCH, 4096))  # pages that are touched, so that they are really had
    texts = (Document(text=f"{n} the council met and {n * 7} people spoke") for n in range(60))
    given = model_recipe("poems", preset="tiny", settings=(*TINY, "tokenizer.size=400"))
    cost = estimate_apart(given, texts, lab=tmp_path, models=tmp_path)
    assert 0 < cost.memory < len(held)
    assert cost.steps == 100


def test_what_the_other_process_refuses_is_raised_here(tmp_path: Path) -> None:
    given = model_recipe("poems", preset="tiny", settings=("objective.name=distil", "objective.teacher=lab:nobody"))
    with pytest.raises((NotFoundError, InvalidInputError), match="nobody"):
        estimate_apart(given, iter(()), lab=tmp_path, models=tmp_path)


def test_of_a_large_text_no_more_than_a_sample_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def endless() -> Iterator[Document]:
        for number in count():
            asked.append(number)
            yield Document(f"text {number}")

    gone = Mock(return_value=Mock(stdout=b"", stderr=b"killed", returncode=-9))
    monkeypatch.setattr("broadsheet.train.experiments.costing_apart.subprocess.run", gone)
    with pytest.raises(ModelError, match="could not be taken"):
        estimate_apart(model_recipe("poems", preset="tiny"), endless(), lab=tmp_path, models=tmp_path)
    assert len(asked) == SAMPLE


def test_of_large_texts_a_few_are_sample_enough() -> None:
    assert len(list(sample(Document("字" * 1_000_000) for _ in range(SAMPLE)))) < 10
