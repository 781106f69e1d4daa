"""T5 (Raffel et al. 2020) on Hugging Face's own class. Its equations: `reference/t5.py`."""

# mypy: allow-subclassing-any

from dataclasses import dataclass
from typing import Any, ClassVar

from torch import Tensor
from transformers import EncoderDecoderCache, T5Config, T5ForConditionalGeneration

from broadsheet.train.architectures._eager import eager
from broadsheet.train.architectures._packing import check_length
from broadsheet.train.architectures._pairs import Looked, Memory


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the decoder keeps: the source, and per layer keys and values of the target, then of the source."""

    memory: Memory
    layers: tuple[tuple[Tensor, ...], ...] = ()

    @property
    def length(self) -> int:
        """How many tokens of the target have been read."""
        return int(self.layers[0][0].shape[2]) if self.layers else 0

    def pick(self, rows: Tensor) -> "Spoken":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        return Spoken(self.memory.pick(rows), tuple(tuple(part[rows] for part in layer) for layer in self.layers))


class T5(T5ForConditionalGeneration):
    """An encoder and a decoder whose attention is biased by the distance of two tokens."""

    family: ClassVar[str] = "paired"

    def __init__(self, shape: Any, *, vocabulary: int) -> None:
        super().__init__(T5Config(**shape.config(vocabulary)))
        self.shape = shape
        self.vocabulary = vocabulary

    def initialise(self) -> None:
        """Nothing: the class gives its own first weights when it is made, by the paper's factors."""

    def encode(self, ids: Tensor, *, mask: Tensor | None = None) -> Memory:
        """The source `ids` (B, S) read; `mask` (B, S) is true at tokens, false at padding (None: all are tokens)."""
        check_length(ids.shape[1], context=self.shape.context)
        return Memory(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state, mask)

    def hidden(self, target_ids: Tensor, *, memory: Memory, mask: Tensor | None = None) -> Tensor:
        """The decoder's vectors (B, T, d) of `target_ids` (B, T); `mask` is the source's, if `encode` had none."""
        check_length(target_ids.shape[1], context=self.shape.context)
        return self.decoder(
            input_ids=target_ids,
            encoder_hidden_states=memory.vectors,
            encoder_attention_mask=memory.mask if mask is None else mask,
            use_cache=False,
        ).last_hidden_state

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) after the vectors `hidden` (..., d), which a shared head takes scaled."""
        return self.lm_head(hidden * self.shape.width**-0.5)

    def start(self, memory: Memory) -> Spoken:
        """The state before anything has been written about the source `memory`."""
        return Spoken(memory)

    def step(self, ids: Tensor, state: Spoken) -> tuple[Tensor, Spoken]:
        """Scores (B, V) of the token after `ids` (B,), or (B, T) for several at once, and the state after them."""
        ids = ids[:, None] if ids.ndim == 1 else ids
        check_length(state.length + ids.shape[1], context=self.shape.context)
        cache = EncoderDecoderCache(state.layers)
        read = self.decoder(
            input_ids=ids,
            encoder_hidden_states=state.memory.vectors,
            encoder_attention_mask=state.memory.mask,
            past_key_values=cache,
            use_cache=True,
        )
        sides = zip(cache.self_attention_cache.layers, cache.cross_attention_cache.layers, strict=True)
        layers = tuple((own.keys, own.values, other.keys, other.values) for own, other in sides)
        return self.scores(read.last_hidden_state[:, -1]), Spoken(state.memory, layers)

    def look(self, ids: Tensor, target_ids: Tensor, *, mask: Tensor | None = None) -> Looked:
        """How much each token looks at each other, within `ids` (B, S), within `target_ids` (B, T), and across."""
        with eager(self):
            made = self(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=target_ids,
                output_attentions=True,
                use_cache=False,
            )
        return Looked(made.encoder_attentions, made.decoder_attentions, made.cross_attentions)

    def called(self, name: str) -> str:
        """The parameter a file's tensor `name` is for, "" for none: the shared embedding may be there four times."""
        shared = ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "lm_head.weight")
        unused = "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"
        return "" if name in (*shared, unused) else name


def build(shape: Any, *, vocabulary: int) -> T5:
    """A T5 with its first weights."""
    return T5(shape, vocabulary=vocabulary)
