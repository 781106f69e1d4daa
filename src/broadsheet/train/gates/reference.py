"""The model itself as a witness: torch, in single precision, by the classes its folder was made for."""

import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, InvalidInputError
from broadsheet.train.gates.source import OWN, Source
from broadsheet.train.gates.witness import Witness

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

Forward = Callable[[Any, Any], Any]
"""From tokens read (1, T) and tokens written (1, N) to the scores of the next at each written place (1, N, V)."""


def reference(source: Source) -> Witness:
    """The model in `source`, ready to be asked.

    Raises `IntegrityError` when its weights don't fit its configuration, `InvalidInputError` on a bad tokenizer.
    """
    encode, decode = tokenizer_of(source)
    forward = _own(source) if source.model_type.startswith(OWN) else _known(source)
    return witness_of(forward, encode=encode, decode=decode)


def witness_of(
    forward: Forward, *, encode: Callable[[str], list[int]], decode: Callable[[Sequence[int]], str]
) -> Witness:
    """A model in torch, by its forward pass, as a witness."""

    def scores(prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import torch

        with torch.inference_mode():
            raw = forward(torch.tensor([list(prompt)]), torch.tensor([list(answer)]))
            rows: Rows = torch.log_softmax(raw[0].double(), dim=-1).numpy()
        return rows

    def pace(prompt: Sequence[int], n: int) -> float:
        answer = [0]
        start = time.perf_counter()
        for _ in range(n):
            answer.append(int(scores(prompt, answer)[-1].argmax()))
        return n / (time.perf_counter() - start)

    return Witness(encode, decode, scores, pace)


def tokenizer_of(
    source: Source, *, folder: Path | None = None
) -> tuple[Callable[[str], list[int]], Callable[[Sequence[int]], str]]:
    """How its tokenizer, or the one in `folder`, cuts a prompt, without signs that it is over, and reads tokens back.

    Raises `InvalidInputError` when it can't be read.
    """
    from tokenizers import Tokenizer

    try:
        read = Tokenizer.from_file(str((folder or source.tokens) / "tokenizer.json"))
    except Exception as error:
        raise InvalidInputError(
            "the tokenizer can't be read", asked=source.folder.name, found=str(error)[:200]
        ) from error
    ends = {i for i, token in read.get_added_tokens_decoder().items() if token.special}

    def encode(text: str) -> list[int]:
        tokens: list[int] = read.encode(text).ids
        while source.family == "causal" and len(tokens) > 1 and tokens[-1] in ends:
            tokens.pop()
        return tokens

    def decode(tokens: Sequence[int]) -> str:
        text: str = read.decode(list(tokens))
        return text

    return encode, decode


def _known(source: Source) -> Forward:
    """By the classes of `transformers`."""
    import transformers

    names = {"causal": "AutoModelForCausalLM", "masked": "AutoModelForMaskedLM", "paired": "AutoModelForSeq2SeqLM"}
    try:
        model, told = getattr(transformers, names[source.family]).from_pretrained(
            source.folder, use_safetensors=True, dtype="float32", output_loading_info=True, local_files_only=True
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise IntegrityError(
            "the model can't be loaded", asked=source.folder.name, found=str(error).split("\n", 1)[0][:300]
        ) from error
    if told["missing_keys"]:
        raise IntegrityError(
            "the model lacks weights that its configuration names",
            asked=source.folder.name,
            found=", ".join(sorted(told["missing_keys"])[:3]),
        )
    if source.adapter is not None:
        model = _adapted(model, source.adapter)
    return forward_of(model.eval(), source)


def _adapted(model: Any, adapter: Path) -> Any:
    import peft

    with warnings.catch_warnings():  # peft asks transformers by a name that is going out of use
        warnings.simplefilter("ignore", FutureWarning)
        return peft.PeftModel.from_pretrained(model, str(adapter))


def forward_of(model: Any, source: Source) -> Forward:
    """The forward pass of a model of `transformers` in evaluation mode."""
    if source.family == "causal":
        return lambda read, written: _left_to_right(
            lambda ids: model(input_ids=ids, use_cache=False).logits, read, written
        )
    if source.family == "masked":
        return lambda read, written: model(input_ids=read).logits  # noqa: ARG005 - nothing is written where gaps are filled
    first = first_token(source)
    return lambda read, written: model(input_ids=read, decoder_input_ids=shifted(written, first)).logits


def _own(source: Source) -> Forward:
    """By our own modules."""
    from broadsheet.train import architectures

    model = architectures.load(source.folder).eval()
    if source.family == "causal":
        return lambda read, written: _left_to_right(lambda ids: model.scores(model.hidden(ids)), read, written)
    if source.family == "masked":
        return lambda read, written: model.scores(model.hidden(read))  # noqa: ARG005 - as above
    first = first_token(source)
    return lambda read, written: model.scores(model.hidden(shifted(written, first), memory=model.encode(read)))


def first_token(source: Source) -> int:
    """What the decoder of a paired model begins with, as its configuration says."""
    for name in ("decoder_start_token_id", "bos_token_id", "pad_token_id"):
        if isinstance(value := source.config.get(name), int):
            return value
    return 0


def shifted(written: Any, first: int) -> Any:
    """What a decoder reads to say `written`: the first token, then all but the last."""
    import torch

    return torch.cat([torch.full_like(written[:, :1], first), written[:, :-1]], dim=1)


def _left_to_right(scores: Callable[[Any], Any], read: Any, written: Any) -> Any:
    import torch

    ids = torch.cat([read, written[:, :-1]], dim=1)
    return scores(ids)[:, read.shape[1] - 1 :]
