"""A model of `transformers` taken apart: its body for vectors, its head for scores; packed texts read one by one."""

# mypy: allow-subclassing-any, disable-error-code="no-any-return"

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

import torch
from torch import Tensor, nn
from transformers.modeling_outputs import BaseModelOutput, BaseModelOutputWithPastAndCrossAttentions

from broadsheet.train.architectures._eager import eager
from broadsheet.train.architectures._packing import runs


class _Said(BaseModelOutputWithPastAndCrossAttentions):
    """A body's vectors; of all else that a head may ask for there is nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


class _Given(nn.Module):
    """In the place of a body: says the vectors it was given; a head that uses parts of the body finds those."""

    def __init__(self, hidden: Tensor, body: nn.Module) -> None:
        super().__init__()
        self.hidden = hidden
        self.__dict__["_body"] = body

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.__dict__["_body"], name)

    def forward(self, *_: Any, **__: Any) -> Any:
        """What was given."""
        return _Said(last_hidden_state=self.hidden)


def scored(model: Any, body: nn.Module, hidden: Tensor, *, is_pair: bool) -> Tensor:
    """The scores (..., V) that the class of `model` gives to `hidden` (..., d), by its own `forward`.

    Some scale, cap or shift what their head says, or project vectors first: nothing of it is written down again here.
    A copy of the shell, not of weights, has the vectors in the place of the `body`; the model itself is untouched.
    """
    flat = hidden.reshape(1, -1, hidden.shape[-1])
    ids = torch.zeros(flat.shape[:2], dtype=torch.int64, device=flat.device)
    path = next(name for name, part in model.named_modules() if part is body)
    shell = _with(model, path.split("."), _Given(flat, body))
    if is_pair:
        read = BaseModelOutput(last_hidden_state=flat[:, :1])
        logits = shell(decoder_input_ids=ids, encoder_outputs=read, use_cache=False).logits
    else:
        logits = shell(input_ids=ids).logits
    return logits.reshape(*hidden.shape[:-1], -1)


def apart(ids: Tensor, documents: Tensor, read: Callable[[Tensor], Tensor]) -> Tensor:
    """The vectors (B, T, d) of `ids` (B, T), each run of one number in `documents` read in a row of its own.

    Rows are filled up behind, where a causal model does not look. A short document beside a long one costs as much.
    """
    run, places = runs(documents)
    before = torch.cat((run.new_zeros(1), (run[:-1, -1] + 1).cumsum(0)))
    rows = run + before[:, None]
    alone = ids.new_zeros(int(rows.max()) + 1, int(places.max()) + 1)
    alone[rows, places] = ids
    return read(alone)[rows, places]


def looked_at(model: Any, ask: Callable[[], Sequence[Tensor] | None]) -> list[Tensor]:
    """What `ask` finds while attention is computed the plain way; nothing where the class has no such way."""
    try:
        with eager(model):
            return [one for one in ask() or () if one is not None]
    except (ValueError, AttributeError, ImportError):
        return []


def _with(whole: nn.Module, path: Sequence[str], part: nn.Module) -> Any:
    """A copy of `whole` that shares all with it but what stands at `path`."""
    name, *rest = path
    shell = copy(whole)
    inner: Any = whole._modules[name]
    shell._modules = {**whole._modules, name: _with(inner, rest, part) if rest else part}
    return shell
