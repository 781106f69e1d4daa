"""Models of every other class that `transformers` has, behind the same door as our own.

A model is an object of its own class, with its own names for its weights; what is added here is how an objective asks
it. No code but that of `transformers` is run, and no pickle opened.
"""

# mypy: allow-subclassing-any, allow-untyped-calls, disable-error-code="no-any-return"

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Any, ClassVar

import torch
import transformers
from safetensors import SafetensorError
from torch import Tensor
from transformers import DynamicCache, EncoderDecoderCache
from transformers.cache_utils import DynamicLayer

from broadsheet.core import IntegrityError, InvalidInputError
from broadsheet.models.backends._torch_loading import engine
from broadsheet.train.architectures._bodies import apart, looked_at, scored
from broadsheet.train.architectures._packing import check_length
from broadsheet.train.architectures._pairs import Looked, Memory
from broadsheet.train.architectures.shapes._foreign import Shape, parsed_of
from broadsheet.train.architectures.t5 import Spoken

# How many names a message lists.
_LISTED = 6


@dataclass(frozen=True, slots=True)
class Read:
    """What a causal model has read: the tokens (B, T), and keys and values where its class keeps them plainly."""

    ids: Tensor
    cache: Any = None

    @property
    def length(self) -> int:
        """How many tokens have been read."""
        return int(self.ids.shape[1])

    def pick(self, rows: Tensor) -> "Read":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        return Read(self.ids[rows], _copied(self.cache, rows))


class Foreign:
    """What all have: a shape, a vocabulary, and first weights of their class's own making."""

    shape: Shape
    vocabulary: int
    family: ClassVar[str] = ""

    def initialise(self) -> None:
        """Nothing: the class gives its own first weights when it is made."""

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d), by all that the class does to them."""
        return scored(self, self.part(), hidden, is_pair=self.family == "paired")

    def part(self) -> Any:
        """The part whose vectors are scored: the body, of a pair the decoder."""
        raise NotImplementedError


class Causal(Foreign):
    """Reads left to right."""

    family: ClassVar[str] = "causal"

    def part(self: Any) -> Any:
        """The stack of layers."""
        return self.get_decoder()

    def hidden(self: Any, ids: Tensor, *, documents: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T).

        With `documents` (B, T) each run of one number is read alone, in a row of its own, whichever way the class
        counts positions. Raises `InvalidInputError` when T is more than the context.
        """
        check_length(ids.shape[1], context=self.shape.context)

        def read(rows: Tensor) -> Tensor:
            return self.part()(input_ids=rows, use_cache=False).last_hidden_state

        return read(ids) if documents is None else apart(ids, documents, read)

    def start(self: Any, batch: int) -> Read:
        """The state before anything has been read by `batch` rows."""
        return Read(torch.empty(batch, 0, dtype=torch.int64, device=self.device))

    def step(self: Any, ids: Tensor, state: Read) -> tuple[Tensor, Read]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them.

        A class that keeps what it read in a way of its own reads it all again.
        """
        ids = ids[:, None] if ids.ndim == 1 else ids
        seen = torch.cat((state.ids, ids), 1)
        check_length(seen.shape[1], context=self.shape.context)
        if state.cache is not None or not state.length:
            said = self(input_ids=ids, past_key_values=_copied(state.cache), use_cache=True)
            cache = getattr(said, "past_key_values", None)
            if _is_plain(cache):
                return said.logits[:, -1], Read(seen, cache)
            if not state.length:
                return said.logits[:, -1], Read(seen)
        return self(input_ids=seen, use_cache=False).logits[:, -1], Read(seen)

    def look(self: Any, ids: Tensor) -> list[Tensor]:
        """How much each token of `ids` (B, T) looks at each other, a tensor a layer; none where it can't be told."""
        return looked_at(self, lambda: self(input_ids=ids, output_attentions=True, use_cache=False).attentions)


class Masked(Foreign):
    """Reads both ways and fills gaps; asks no next sentence."""

    family: ClassVar[str] = "masked"

    def part(self: Any) -> Any:
        """The encoder."""
        return self.base_model

    def hidden(self: Any, ids: Tensor, *, segments: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T); `segments` count only where the class knows some.

        Raises `InvalidInputError` when T is more than the context.
        """
        check_length(ids.shape[1], context=self.shape.context)
        return self.part()(input_ids=ids, **self._beside(segments, mask)).last_hidden_state

    def look(self: Any, ids: Tensor, *, segments: Tensor | None = None, mask: Tensor | None = None) -> list[Tensor]:
        """How much each token of `ids` (B, T) looks at each other, a tensor a layer; none where it can't be told."""
        told = self._beside(segments, mask)
        return looked_at(self, lambda: self.part()(input_ids=ids, output_attentions=True, **told).attentions)

    def _beside(self: Any, segments: Tensor | None, mask: Tensor | None) -> dict[str, Tensor]:
        told = {} if mask is None else {"attention_mask": mask.long()}
        kinds = int(getattr(self.config, "type_vocab_size", 0) or 0)
        if segments is not None and kinds > 1 and "token_type_ids" in signature(self.part().forward).parameters:
            told["token_type_ids"] = segments
        return told


class Paired(Foreign):
    """Writes one text for another."""

    family: ClassVar[str] = "paired"

    def part(self: Any) -> Any:
        """The decoder."""
        return self.get_decoder()

    def encode(self: Any, ids: Tensor, *, mask: Tensor | None = None) -> Memory:
        """The source `ids` (B, S) read; `mask` (B, S) is true at tokens, false at padding (None: all are tokens)."""
        check_length(ids.shape[1], context=self.shape.context)
        seen = None if mask is None else mask.long()
        return Memory(self.get_encoder()(input_ids=ids, attention_mask=seen).last_hidden_state, mask)

    def hidden(self: Any, target_ids: Tensor, *, memory: Memory, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T); `mask` is the source's, if `encode` had none."""
        check_length(target_ids.shape[1], context=self.shape.context)
        seen = memory.mask if mask is None else mask
        return self.part()(input_ids=target_ids, use_cache=False, **_source(memory.vectors, seen)).last_hidden_state

    def start(self, memory: Memory) -> Spoken:
        """The state before anything has been written about the source `memory`."""
        return Spoken(memory)

    def step(self: Any, ids: Tensor, state: Spoken) -> tuple[Tensor, Spoken]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        ids = ids[:, None] if ids.ndim == 1 else ids
        check_length(state.length + ids.shape[1], context=self.shape.context)
        cache, memory = EncoderDecoderCache(state.layers), state.memory
        told = _source(memory.vectors, memory.mask)
        read = self.part()(input_ids=ids, past_key_values=cache, use_cache=True, **told)
        sides = zip(cache.self_attention_cache.layers, cache.cross_attention_cache.layers, strict=True)
        layers = tuple((own.keys, own.values, other.keys, other.values) for own, other in sides)
        return self.scores(read.last_hidden_state[:, -1]), Spoken(memory, layers)

    def look(self: Any, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Looked:
        """How much each token looks at each other, within `ids` (B, S), within `target_ids` (B, T), and across."""
        seen = None if mask is None else mask.long()
        told = {"decoder_input_ids": target_ids, "output_attentions": True, "use_cache": False}
        kinds = ("encoder_attentions", "decoder_attentions", "cross_attentions")
        made: list[Any] = []

        def ask() -> tuple[Tensor, ...]:
            made.append(self(input_ids=ids, attention_mask=seen, **told))
            return ()

        looked_at(self, ask)
        return Looked(*(tuple(getattr(made[0], kind) or ()) if made else () for kind in kinds))


def build(shape: Any, *, vocabulary: int) -> Any:
    """A model with the first weights of its class."""
    engine()
    return _told(_class(shape)(parsed_of(shape.config(vocabulary))), shape, vocabulary)


def read(folder: Path, shape: Shape, *, vocabulary: int) -> Any:
    """The model of `shape` in `folder`, in single precision, dropout off, by its class's own reading of safetensors.

    Where a masked model's folder has no weights for filling gaps they are made anew; what belongs to a task of another
    head is left. Raises `InvalidInputError` for weights of another model, `IntegrityError` for torn ones.
    """
    engine()
    kind = _class(shape)
    given = {"config": parsed_of(shape.config(vocabulary)), "dtype": torch.float32, "output_loading_info": True}
    try:
        model, told = kind.from_pretrained(folder, use_safetensors=True, local_files_only=True, **given)
    except (OSError, SafetensorError) as error:
        raise IntegrityError("the weights can't be read", asked=str(folder), found=str(error)[:200]) from error
    except (ValueError, RuntimeError, KeyError) as error:
        raise _others(shape, folder, str(error).strip().split("\n")[0][:200]) from error
    body = f"{model.base_model_prefix}."
    # Without its head a masked model's body may still learn, its head anew; a writer without one can only babble.
    missing = [name for name in told["missing_keys"] if shape.family != "masked" or name.startswith(body)]
    extra = [name for name in told["unexpected_keys"] if name.startswith(body) and "pooler" not in name]
    if missing or extra:
        parts = (("missing", sorted(missing)), ("not of this model", sorted(extra)))
        found = "; ".join(f"{what}: {', '.join(names[:_LISTED])}" for what, names in parts if names)
        raise _others(shape, folder, found)
    return _told(model, shape, vocabulary).eval()


def _told(model: Any, shape: Shape, vocabulary: int) -> Any:
    model.shape, model.vocabulary = shape, vocabulary
    if model.part() is model:
        raise InvalidInputError(
            f"a {shape.kind} has no body apart from its head, so nothing can be put on it", asked=shape.made_as
        )
    return model


def _class(shape: Shape) -> Any:
    return _joined(shape.family, shape.made_as)


@lru_cache(maxsize=64)
def _joined(family: str, made_as: str) -> type:
    """The class of `transformers` with our ways of asking it."""
    ways = {kind.family: kind for kind in (Causal, Masked, Paired)}[family]
    return type(made_as, (ways, getattr(transformers, made_as)), {"__module__": __name__})


def _source(vectors: Tensor, mask: Tensor | None) -> dict[str, Any]:
    return {"encoder_hidden_states": vectors, "encoder_attention_mask": None if mask is None else mask.long()}


def _is_plain(cache: Any) -> bool:
    """Whether keys and values only grow, so that a state can be gone on from twice."""
    return type(cache) is DynamicCache and all(type(layer) is DynamicLayer for layer in cache.layers)


def _copied(cache: Any, rows: Tensor | None = None) -> Any:
    """The cache for another way on, of `rows` alone if some are given; its tensors are never changed in place."""
    if cache is None:
        return None
    other = copy(cache)
    other.layers = [copy(layer) for layer in cache.layers]
    for layer in other.layers if rows is not None else ():
        layer.keys, layer.values = layer.keys[rows], layer.values[rows]
    return other


def _others(shape: Shape, folder: Path, found: str) -> InvalidInputError:
    return InvalidInputError(
        f"the weights are not those of a {shape.kind} of this configuration", asked=str(folder), found=found
    )
