"""Two sequences, one read and one written: teacher forcing for models that encode and decode."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from broadsheet.train.objectives._padding import mask_of, padded, places
from broadsheet.train.objectives._shape import IGNORED, Batch


def batched(sources: Sequence[Any], targets: Sequence[Any], *, pad: int, start: int) -> Batch:
    """Rows to be read, and rows to be written, which the model sees shifted one to the right, `start` first."""
    wanted = padded(targets, fill=IGNORED)
    shifted = padded([[start, *target[:-1]] for target in targets], fill=pad)
    at = places(wanted, ignored=IGNORED)
    tensors = {
        "ids": padded(sources, fill=pad),
        "mask": mask_of(sources),
        "written": shifted,
        "at": at,
        "targets": wanted.flatten()[at],
    }
    return Batch(tensors, tokens=sum(map(len, sources)) + sum(map(len, targets)))


def predicted(model: Any, batch: Batch) -> tuple[Tensor, Tensor]:
    """Scores of what is to be written, (tokens, vocabulary), padding left out, and the tokens."""
    given = batch.tensors
    memory = model.encode(given["ids"], mask=given["mask"])
    hidden: torch.Tensor = model.hidden(given["written"], memory=memory, mask=given["mask"])
    return model.scores(hidden.flatten(0, 1)[given["at"]]), given["targets"]
