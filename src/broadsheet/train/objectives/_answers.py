"""Instructions with answers in one row, of which only the answers count."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from broadsheet.train.objectives._padding import padded, places
from broadsheet.train.objectives._shape import IGNORED, Batch


def answered(texts: Sequence[list[int]], answers: Sequence[list[int]], *, special: Any, length: int) -> Batch:
    """Rows bos, text, answer, eos; `at` are the places an answer's tokens are predicted from, `row` whose they are."""
    rows, wanted = [], []
    for text, answer in zip(texts, answers, strict=True):
        ending = [*answer, special.eos][:length]
        room = length - len(ending)
        opening = [special.bos, *(text[-room:] if room else [])]
        row = [*opening, *ending]
        rows.append(row[:-1])
        wanted.append([IGNORED] * (len(opening) - 1) + ending)
    targets = padded(wanted, fill=IGNORED)
    at = places(targets, ignored=IGNORED)
    lengths = np.array([sum(token != IGNORED for token in row) for row in wanted], dtype=np.int64)
    tensors = {
        "ids": padded(rows, fill=special.pad),
        "at": at,
        "targets": targets.flatten()[at],
        "row": torch.from_numpy(np.repeat(np.arange(len(rows)), lengths)),
    }
    return Batch(tensors, tokens=sum(map(len, rows)))


def scored(model: Any, batch: Batch) -> Tensor:
    """Scores of the answers' tokens, (tokens, vocabulary); padding is behind them, where a causal model can't look."""
    hidden: Tensor = model.hidden(batch.tensors["ids"])
    scores: Tensor = model.scores(hidden.flatten(0, 1)[batch.tensors["at"]])
    return scores
