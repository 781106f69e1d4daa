"""Rows of unlike length as one tensor."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor


def padded(rows: Sequence[Any], *, fill: int) -> Tensor:
    """Rows of numbers as (rows, longest) int64, the shorter ones filled up on the right."""
    together = np.full((len(rows), max(map(len, rows), default=0)), fill, dtype=np.int64)
    for n, row in enumerate(rows):
        together[n, : len(row)] = row
    return torch.from_numpy(together)


def mask_of(rows: Sequence[Any]) -> Tensor:
    """True where `padded` has a row's own numbers, (rows, longest)."""
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    return torch.from_numpy(np.arange(lengths.max(initial=0)) < lengths[:, None])


def places(targets: Tensor, *, ignored: int) -> Tensor:
    """Where, in the flattened targets, there is one: (n,) int64."""
    return torch.nonzero(targets.flatten() != ignored).flatten()
