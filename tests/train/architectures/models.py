"""Small models of every architecture, and texts for them."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from broadsheet.train import architectures

VOCABULARY = 37
# What else is worth trying of an architecture, beside its own defaults.
VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("gpt2", {"tied": False, "inner": 24}),
    ("llama", {"groups": 2, "head": 6}),
    ("llama", {"tied": False, "theta": 500.0}),
    ("llama", {"groups": 2, "biased": True}),
    ("lstm", {"tied": False}),
    ("lstm_attention", {"layers": 3}),
    ("t5", {"gated": True, "head": 6}),
)
EVERY = [*((name, {}) for name in architectures.names()), *VARIANTS]
CAUSAL = [(name, numbers) for name, numbers in EVERY if architectures.shape(name).family == "causal"]
PAIRED = [(name, numbers) for name, numbers in EVERY if architectures.shape(name).family == "paired"]


@dataclass(frozen=True)
class Texts:
    """Two rows of ten tokens (in several documents, or with the second row ending after seven), and two targets."""

    ids: Tensor
    target: Tensor
    documents: Tensor
    mask: Tensor


def texts() -> Texts:
    made = torch.Generator().manual_seed(5)
    mask = torch.ones(2, 10, dtype=torch.bool)
    mask[1, 7:] = False
    return Texts(
        ids=torch.randint(0, VOCABULARY, (2, 10), generator=made),
        target=torch.randint(0, VOCABULARY, (2, 9), generator=made),
        documents=torch.tensor([[4, 4, 4, 1, 1, 1, 1, 1, 4, 4], [2] * 10]),
        mask=mask,
    )


def shape(name: str, numbers: dict[str, Any]) -> architectures.Shape:
    return architectures.shape(name, **{"layers": 2, "width": 16, "context": 12, "dropout": 0.0, **numbers})


def model(name: str, numbers: dict[str, Any], *, seed: int = 1) -> Any:
    """A model whose weights are all different from nought, so that each of them matters."""
    made = architectures.build(shape(name, numbers), vocabulary=VOCABULARY, seed=seed)
    spread = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in made.parameters():
            weight.add_(0.1 * torch.randn(weight.shape, generator=spread))
    return made.eval()


def scores(made: Any, given: Texts, *, is_plain: bool) -> Tensor:
    """Everything the model says of the texts: plain ones, or with several documents or padding in a row."""
    mask = None if is_plain else given.mask
    if made.family == "causal":
        return made.scores(made.hidden(given.ids, documents=None if is_plain else given.documents))
    if made.family == "paired":
        return made.scores(made.hidden(given.target, memory=made.encode(given.ids, mask=mask)))
    segments = None if is_plain else (given.documents == 1).long()
    hidden = made.hidden(given.ids, segments=segments, mask=mask)
    return torch.cat((made.scores(hidden).flatten(), made.follows(hidden).flatten()))
