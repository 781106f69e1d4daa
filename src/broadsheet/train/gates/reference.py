"""The model itself as a witness: torch, in single precision, by the classes its folder was made for."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, InvalidInputError
from broadsheet.models.backends._torch_loading import engine
from broadsheet.train import tokens
from broadsheet.train.gates import at_once
from broadsheet.train.gates.pacing import one_thread
from broadsheet.train.gates.source import OWN, Source
from broadsheet.train.gates.stepping import Asked, witness_of
from broadsheet.train.gates.witness import Witness
from broadsheet.train.tuning import headed

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows


def reference(source: Source, *, beside: Sequence[str] = ()) -> Witness:
    """The model in `source`, ready to be asked; one that gives vectors is asked which text `beside` it is near.

    Raises `IntegrityError` when its weights don't fit its configuration, `InvalidInputError` on a bad tokenizer.
    """
    encode, decode = tokenizer_of(source)
    if source.family == "headed":
        return _alone(at_once.witness(_headed(source), source, encode=encode, decode=decode, beside=beside))
    model = _own(source) if source.model_type.startswith(OWN) else _known(source)
    if source.family == "masked":
        read = _rows_of(lambda ids: model.forward(ids, ids))
        return _alone(at_once.witness(read, source, encode=encode, decode=decode, gap=gap_of(source)))
    return witness_of(model, encode=encode, decode=decode)


def _alone(model: Witness) -> Witness:
    """The same, its pace that of one thread."""

    def pace(prompt: Sequence[int], n: int) -> float:
        with one_thread():
            return model.pace(prompt, n)

    return replace(model, pace=pace)


def tokenizer_of(
    source: Source, *, folder: Path | None = None
) -> tuple[Callable[[str], list[int]], Callable[[Sequence[int]], str]]:
    """How its tokenizer, or the one in `folder`, cuts a prompt, without signs that it is over, and reads tokens back.

    Raises `InvalidInputError` when it can't be read.
    """
    from tokenizers import Tokenizer

    if source.family == "headed":
        return _framed(tokens.load(folder or source.tokens))
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


def gap_of(source: Source) -> int:
    """The token that stands for a hidden word. Raises `InvalidInputError` where the tokenizer can't be read."""
    return tokens.load(source.tokens).mask


def _framed(tokenizer: "tokens.Tokenizer") -> tuple[Callable[[str], list[int]], Callable[[Sequence[int]], str]]:
    """A text as a model with a head reads it: between the signs of its beginning and its end."""

    def encode(text: str) -> list[int]:
        return [tokenizer.cls, *tokenizer.encode(text), tokenizer.sep]

    return encode, tokenizer.decode


def _headed(source: Source) -> at_once.Read:
    """What the head says of a text: classes (1, C), tags (T, C), or the vector (1, d)."""
    import torch

    model, head = headed.load(source.folder)
    wants_vector = at_once.gives_vectors(source)

    def read(ids: Any) -> Any:
        mask = torch.ones_like(ids, dtype=torch.bool)
        if head.task == "tag":
            return model.tagged(ids, mask=mask)
        if wants_vector:
            return model.vector(ids, mask=mask)[:, None]
        both = ids.new_tensor([at_once.segments(ids.shape[1])]) if head.task == "pairs" else None
        return model.classes(ids, mask=mask, segments=both)[:, None]

    return _rows_of(read)


def _rows_of(read: Callable[[Any], Any]) -> at_once.Read:
    """From a batch of one text in torch to its rows."""

    def rows(prompt: Sequence[int]) -> "Rows":
        import torch

        with torch.inference_mode():
            found: Rows = read(torch.tensor([list(prompt)]))[0].double().numpy()
        return found

    return rows


def _known(source: Source) -> Asked:
    """By the classes of `transformers`."""
    transformers = engine()
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
    return asked_of(model.eval(), source)


def _adapted(model: Any, adapter: Path) -> Any:
    import peft

    with warnings.catch_warnings():  # peft asks transformers by a name that is going out of use
        warnings.simplefilter("ignore", FutureWarning)
        return peft.PeftModel.from_pretrained(model, str(adapter))


def asked_of(model: Any, source: Source) -> Asked:
    """A model of `transformers` in evaluation mode, whole and step by step."""
    if source.family == "masked":
        return Asked(lambda read, written: model(input_ids=read).logits)  # noqa: ARG005 - nothing is written where gaps are filled
    if source.family == "causal":
        return Asked(
            lambda read, written: _left_to_right(
                lambda ids: model(input_ids=ids, use_cache=False).logits, read, written
            ),
            lambda ids, cache: _next(model(input_ids=ids, past_key_values=cache, use_cache=True)),
        )
    first = first_token(source)

    def step(ids: Any, kept: Any) -> tuple[Any, Any]:
        read, cache = kept or (model.get_encoder()(input_ids=ids), None)
        written = ids if kept else ids.new_tensor([[first]])
        out = model(encoder_outputs=read, decoder_input_ids=written, past_key_values=cache, use_cache=True)
        row, cache = _next(out)
        return row, (read, cache)

    return Asked(lambda read, written: model(input_ids=read, decoder_input_ids=shifted(written, first)).logits, step)


def _next(out: Any) -> tuple[Any, Any]:
    """The scores of the token after all that was read, and what is kept of it."""
    return out.logits[0, -1], out.past_key_values


def _own(source: Source) -> Asked:
    """By our own modules, an adapter's updates added."""
    import torch

    from broadsheet.train import architectures

    model = architectures.load(source.folder)
    if source.adapter is not None:
        merged = {name: torch.from_numpy(tensor) for name, tensor in source.tensors().items()}
        architectures.fill(model, merged, source=source.folder.name)
    model.eval()
    if source.family == "masked":
        return Asked(lambda read, written: model.scores(model.hidden(read)))  # noqa: ARG005 - as above
    if source.family == "causal":
        return Asked(
            lambda read, written: _left_to_right(lambda ids: model.scores(model.hidden(ids)), read, written),
            lambda ids, state: _first(model.step(ids, model.start(1) if state is None else state)),
        )
    first = first_token(source)

    def step(ids: Any, state: Any) -> tuple[Any, Any]:
        if state is not None:
            return _first(model.step(ids, state))
        return _first(model.step(ids.new_tensor([[first]]), model.start(model.encode(ids))))

    return Asked(
        lambda read, written: model.scores(model.hidden(shifted(written, first), memory=model.encode(read))), step
    )


def _first(stepped: tuple[Any, Any]) -> tuple[Any, Any]:
    """The only row of a step's scores, and the state after it."""
    return stepped[0][0], stepped[1]


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
