"""Beam search with a model in torch: the search is that of `transformers`, the penalties are ours.

The score of an answer is its log-probability over its length to the power of the length penalty, as `transformers` has
it; Wu et al. 2016 (equation 14) divide by a slightly different length.
"""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from broadsheet.core import Usage
from broadsheet.models import decoding
from broadsheet.models.backends._stops import Stops
from broadsheet.models.backends._torch_answer import Answering
from broadsheet.models.backends._torch_loading import Weights
from broadsheet.models.backends._torch_steps import begin, first_token
from broadsheet.models.several import Answer

if TYPE_CHECKING:
    import threading


def search(asked: Answering, lock: "threading.Lock", *, n: int) -> list[Answer]:
    """The `n` best answers, the best first. It can't be left early: nothing is known before all is."""
    import torch

    weights, options, start = asked.weights, asked.options, time.monotonic()
    ids = torch.tensor([list(asked.prompt)], device=weights.model.device)
    room = weights.context - (0 if weights.kind == "seq2seq" else len(asked.prompt))
    with lock, torch.inference_mode():
        found = weights.model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            generation_config=_plain(asked),
            num_beams=max(options.beams, n),
            num_return_sequences=n,
            max_new_tokens=min(options.max_tokens, room),
            length_penalty=options.length_penalty,
            logits_processor=[_Adjusting(asked)],
        )
    read = 1 if weights.kind == "seq2seq" else len(asked.prompt)
    seconds = round(time.monotonic() - start, 3)
    return [_answer(asked, row[read:], seconds, lock) for row in found.sequences.tolist()]


def _plain(asked: Answering) -> Any:
    """A configuration with the model's own marks, and none of its tastes."""
    from transformers import GenerationConfig

    weights = asked.weights
    padding = weights.tokenizer.pad_token_id
    return GenerationConfig(
        eos_token_id=list(weights.ends) or None,
        pad_token_id=padding if padding is not None else (weights.ends[0] if weights.ends else 0),
        decoder_start_token_id=first_token(weights) if weights.kind == "seq2seq" else None,
        do_sample=False,
        early_stopping=True,
        return_dict_in_generate=True,
    )


class _Adjusting:
    """Our penalties, as `transformers` takes them: on log-probabilities, each beam by itself."""

    def __init__(self, asked: Answering) -> None:
        self._asked = asked
        self._read = 1 if asked.weights.kind == "seq2seq" else len(asked.prompt)

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        import torch

        rows = [self._one(ids, row) for ids, row in zip(input_ids.tolist(), scores.double().cpu(), strict=True)]
        return torch.stack(rows).to(scores)

    def _one(self, ids: Sequence[int], row: Any) -> Any:
        import torch

        asked = self._asked
        now = Answering(asked.weights, asked.prompt, asked.options, asked.steps, tokens=list(ids[self._read :]))
        return torch.from_numpy(now.adjusted(row.numpy()))


def _answer(asked: Answering, tokens: Sequence[int], seconds: float, lock: "threading.Lock") -> Answer:
    weights = asked.weights
    ended = next((at for at, token in enumerate(tokens) if token in weights.ends), None)
    kept = list(tokens[:ended])
    stops = Stops(asked.options.stop)
    text = weights.tokenizer.decode(kept, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    text = stops.add(text) + stops.rest()
    finish: Literal["stop", "length"] = "stop" if stops.met or ended is not None else "length"
    logprob = _logprob(weights, asked.prompt, kept, lock) if asked.options.logprobs else None
    return Answer(text, finish, Usage(len(asked.prompt), len(kept), seconds, seconds), logprob)


def _logprob(weights: Weights, prompt: Sequence[int], tokens: Sequence[int], lock: "threading.Lock") -> float:
    """The log-probability of an answer in the model's own distribution, read once more."""
    steps = begin(weights, prompt, lock)
    rows = (steps.scores(tokens[:at]) for at in range(len(tokens)))
    return sum(float(decoding.logs(decoding.softmax(row))[token]) for row, token in zip(rows, tokens, strict=True))
