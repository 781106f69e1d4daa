"""What a model in training writes, token by token, by the decoding that the writing room shares."""

import random
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.models import Options, decoding

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer


def go_on(model: Any, tokenizer: "Tokenizer", text: str, *, options: Options) -> str:
    """How a causal model goes on from `text`, which begins a document; without it, from nothing.

    A text that leaves no room for `options.max_tokens` loses its beginning, as a request does in training.
    """
    return tokenizer.decode(going_on(model, tokenizer, text, options=options))


def put_over(model: Any, tokenizer: "Tokenizer", text: str, *, options: Options, begins: int | None = None) -> str:
    """What a paired model writes for `text`: its headline, its translation. `begins` is the decoder's first token."""
    return tokenizer.decode(putting_over(model, tokenizer, text, options=options, begins=begins))


def going_on(model: Any, tokenizer: "Tokenizer", text: str, *, options: Options) -> list[int]:
    """The tokens that `go_on` gives the text of."""
    context = model.shape.context
    most = context - min(options.max_tokens, context // 2) - 1
    read = [tokenizer.bos, *tokenizer.encode(text)[-most:]]
    room = context - len(read)
    return _answer(model, read, model.start(1), tokenizer, options=options, most=room)


def putting_over(
    model: Any, tokenizer: "Tokenizer", text: str, *, options: Options, begins: int | None = None
) -> list[int]:
    """The tokens that `put_over` gives the text of."""
    import torch

    ids = torch.tensor([[*tokenizer.encode(text)[: model.shape.context - 1], tokenizer.eos]])
    with torch.inference_mode():
        state = model.start(model.encode(ids))
    first = tokenizer.bos if begins is None else begins
    return _answer(model, [first], state, tokenizer, options=options, most=model.shape.context - 1)


def _answer(
    model: Any, read: Sequence[int], state: Any, tokenizer: "Tokenizer", *, options: Options, most: int
) -> list[int]:
    """The tokens written after `read`, until an end or `options.max_tokens` or `most`."""
    import torch

    dice, written = random.Random(options.seed), list[int]()
    never = _never(tokenizer)
    row = None
    with torch.inference_mode():
        if read:  # at once: a base of 135 million numbers takes half a minute to read a report token by token
            row, state = model.step(torch.tensor([list(read)]), state)
        while row is not None and len(written) < min(options.max_tokens, most):
            scores = decoding.adjusted(row[0].double().numpy(), options, before=read, answer=written)
            scores = decoding.forbid(scores, sorted(never))
            token = decoding.draw(decoding.distribution(scores, options), dice.random())
            if token == tokenizer.eos:
                break
            written.append(token)
            row, state = model.step(torch.tensor([token]), state)
    return written


def _never(tokenizer: "Tokenizer") -> Collection[int]:
    """Signs that are no text: everything special but the end."""
    special = {tokenizer.pad, tokenizer.unk, tokenizer.bos, tokenizer.sep, tokenizer.cls, tokenizer.mask}
    return special - {tokenizer.eos}
