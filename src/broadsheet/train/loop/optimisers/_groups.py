"""The parameters of a model in groups: which shrink by weight decay, and by what their rate is multiplied."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from broadsheet.train.loop.settings import Training


@dataclass(frozen=True, slots=True)
class Group:
    """Parameters that are treated alike; `hidden`: they are matrices between hidden layers, what Muon is for."""

    parameters: tuple[Tensor, ...]
    decay: float
    factor: float
    hidden: bool


def groups(model: Any, training: Training) -> list[Group]:
    """The parameters that learn, in groups. Matrices decay; biases, norms and embeddings (and a tied head) don't.

    A head of its own decays but is no hidden matrix: its rows are tokens. It is known by having one for each word.
    """
    tables = {id(m.weight): m.num_embeddings for m in model.modules() if isinstance(m, nn.Embedding)}
    words = max(tables.values(), default=0)
    found: dict[tuple[bool, bool, float], list[Tensor]] = defaultdict(list)
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            is_matrix = weight.ndim >= 2 and id(weight) not in tables
            is_hidden = weight.ndim == 2 and is_matrix and weight.shape[0] != words
            found[is_matrix, is_hidden, _factor(name, training)].append(weight)
    return [
        Group(tuple(weights), decay=training.weight_decay if matrix else 0.0, factor=factor, hidden=hidden)
        for (matrix, hidden, factor), weights in found.items()
    ]


def _factor(name: str, training: Training) -> float:
    return next((factor for beginning, factor in training.rates if name.startswith(beginning)), 1.0)
