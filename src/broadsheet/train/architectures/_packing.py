"""Several documents in one row: where each begins, which positions it has, what it may look at."""

from dataclasses import dataclass

import torch
from torch import Tensor

from broadsheet.core import InvalidInputError


@dataclass(frozen=True, slots=True)
class Reading:
    """How a batch of tokens is read by attention.

    `positions` is (T,) or (B, T), a document's first token at 0; `mask` is (B, 1, T, S), true where a token may look,
    or None where `is_causal` says it all; `dropout` is what attention drops.
    """

    rows: int
    length: int
    positions: Tensor
    mask: Tensor | None = None
    is_causal: bool = False
    dropout: float = 0.0


def reading(ids: Tensor, documents: Tensor | None, *, context: int, dropout: float = 0.0) -> Reading:
    """Causal reading of `ids` (B, T); with `documents` (B, T), neighbours of different number don't see each other.

    Raises `InvalidInputError` when T is more than `context`.
    """
    rows, length = ids.shape
    check_length(length, context=context)
    if documents is None:
        positions = torch.arange(length, device=ids.device)
        return Reading(rows, length, positions, is_causal=True, dropout=dropout)
    run, positions = runs(documents)
    causal = torch.ones(length, length, dtype=torch.bool, device=ids.device).tril()
    mask = (run[:, :, None] == run[:, None, :]) & causal
    return Reading(rows, length, positions, mask=mask[:, None], dropout=dropout)


def following(ids: Tensor, *, past: int, context: int) -> Reading:
    """Reading of `ids` (B, T) that come after `past` tokens already read; no more than `context` together."""
    rows, length = ids.shape
    check_length(past + length, context=context)
    positions = torch.arange(past, past + length, device=ids.device)
    if not past or length == 1:
        return Reading(rows, length, positions, is_causal=length > 1)
    seen = torch.ones(length, past + length, dtype=torch.bool, device=ids.device).tril(past)
    return Reading(rows, length, positions, mask=seen[None, None])


def runs(documents: Tensor) -> tuple[Tensor, Tensor]:
    """(B, T) numbers of documents as the run each token is in, and its place in the run, both (B, T)."""
    begins = torch.ones_like(documents, dtype=torch.bool)
    begins[:, 1:] = documents[:, 1:] != documents[:, :-1]
    run = begins.cumsum(1) - 1
    places = torch.arange(documents.shape[1], device=documents.device).expand_as(documents)
    first = torch.where(begins, places, 0).cummax(1).values
    return run, places - first


def check_length(length: int, *, context: int) -> None:
    """Raise `InvalidInputError` when `length` tokens don't fit in the `context` a model was built for."""
    if length > context:
        raise InvalidInputError(
            "the text is longer than what the model can look at",
            asked=f"{length} tokens",
            found=f"a context of {context}",
            do=f"cut it to {context} tokens, or build the model with a longer context",
        )
