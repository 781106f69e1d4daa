"""One step of a model in torch: from the tokens so far to the scores of the next one. It draws nothing.

The steps keep the state of what was read (the key-value cache), so each reads only what is new.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.models.backends._torch_loading import Weights

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row


class Steps(Protocol):
    """An answer in progress."""

    def scores(self, answer: Sequence[int]) -> "Row":
        """The scores of the token after `answer`, float64 of shape `(vocabulary,)`; each call adds one token."""


def begin(weights: Weights, prompt: Sequence[int], lock: threading.Lock) -> Steps:
    """The steps for this kind of model; `lock` is held during each one, so that answers take turns token by token."""
    if weights.kind == "seq2seq":
        return _Seq2Seq(weights, prompt, lock)
    if weights.model_type == "xlnet":
        return _Permuted(weights, prompt, lock)
    return _Causal(weights, prompt, lock)


class _Causal:
    """Reads from left to right (GPT-2, Llama, Qwen)."""

    def __init__(self, weights: Weights, prompt: Sequence[int], lock: threading.Lock) -> None:
        self._weights, self._prompt, self._lock = weights, prompt, lock
        self._cache: Any = None

    def scores(self, answer: Sequence[int]) -> "Row":
        new = self._prompt if self._cache is None else answer[-1:]
        with self._lock:
            out = _run(self._weights, input_ids=_ids(self._weights, new), past_key_values=self._cache, use_cache=True)
        self._cache = out.past_key_values
        return _row(out.logits[0, -1])


class _Seq2Seq:
    """Reads the prompt with an encoder, once, and writes with a decoder (T5, BART, Marian)."""

    def __init__(self, weights: Weights, prompt: Sequence[int], lock: threading.Lock) -> None:
        self._weights, self._prompt, self._lock = weights, prompt, lock
        self._read: Any = None
        self._cache: Any = None

    def scores(self, answer: Sequence[int]) -> "Row":
        weights = self._weights
        new = answer[-1:] if answer else [first_token(weights)]
        with self._lock:
            if self._read is None:
                encoder = weights.model.get_encoder()
                self._read = _run(weights, encoder, input_ids=_ids(weights, self._prompt))
            out = _run(
                weights,
                encoder_outputs=self._read,
                decoder_input_ids=_ids(weights, new),
                past_key_values=self._cache,
                use_cache=True,
            )
        self._cache = out.past_key_values
        return _row(out.logits[0, -1])


class _Permuted:
    """XLNet: asks for the place after the text, which nothing else may look at (Yang et al. 2019, section 2.3).

    It has no cache of its own that survives a longer text, so each step reads the whole again.
    """

    def __init__(self, weights: Weights, prompt: Sequence[int], lock: threading.Lock) -> None:
        self._weights, self._prompt, self._lock = weights, prompt, lock

    def scores(self, answer: Sequence[int]) -> "Row":
        import torch

        # What stands in the place to be guessed is never looked at; the last token there is as good as any.
        ids = _ids(self._weights, [*self._prompt, *answer, 0])
        length = ids.shape[1]
        hidden = torch.zeros((1, length, length), device=ids.device)
        hidden[:, :, -1] = 1.0
        wanted = torch.zeros((1, 1, length), device=ids.device)
        wanted[0, 0, -1] = 1.0
        with self._lock:
            out = _run(self._weights, input_ids=ids, perm_mask=hidden, target_mapping=wanted, use_mems=False)
        return _row(out.logits[0, -1])


def first_token(weights: Weights) -> int:
    """What the decoder of a seq2seq model begins with."""
    for config in (weights.model.generation_config, weights.model.config):
        for name in ("decoder_start_token_id", "bos_token_id", "pad_token_id"):
            value = getattr(config, name, None)
            if isinstance(value, int):
                return value
    return 0


def masked_scores(weights: Weights, ids: Sequence[int], place: int, lock: threading.Lock) -> "Row":
    """A masked model's scores for the token at `place` of `ids`, both sides read."""
    with lock:
        out = _run(weights, input_ids=_ids(weights, ids))
    return _row(out.logits[0, place])


def _run(weights: Weights, part: Any = None, **given: Any) -> Any:
    import torch

    with torch.inference_mode():
        return (part or weights.model)(**given)


def _ids(weights: Weights, tokens: Sequence[int]) -> Any:
    import torch

    return torch.tensor([list(tokens)], dtype=torch.long, device=weights.model.device)


def _row(scores: Any) -> "Row":
    row: Row = scores.to("cpu").double().numpy()
    return row
