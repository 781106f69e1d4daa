"""Models in torch by the classes of Hugging Face transformers: `transformers:FOLDER`, or a name on the hub.

Causal (GPT-2, Llama, Qwen, XLNet), seq2seq (T5, mT5, BART, Marian) and masked ones (BERT, RoBERTa, XLM-R), which fill
the gaps of their prompt. Settings: `threads` (0: one a core; for the whole process), `device` (`cpu`, `cuda`; else the
fastest there is) and `offline` (`yes`: never ask the hub). Several answers take turns, a token each: a lock is held
while the model computes, so no answer's sums depend on another's and the same input gives the same bytes.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import ModelInputError
from broadsheet.models import decoding, request
from broadsheet.models.backends import _torch_beams, _torch_masks, _torch_schema, _torch_text
from broadsheet.models.backends._torch_answer import Answering
from broadsheet.models.backends._torch_loading import Weights, engine, read, set_threads
from broadsheet.models.backends._torch_steps import begin, masked_scores
from broadsheet.models.filling import Filling
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.likelihood import unable
from broadsheet.models.peeking import NextTokens
from broadsheet.models.several import Answer

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row

STRATEGIES = {"causal": ("greedy", "sample", "beam"), "seq2seq": ("greedy", "sample", "beam")}
HAS = ("min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram")
DEVICES = ("", "cpu", "cuda", "mps")


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "Transformers":  # noqa: ARG001 - the shape of a backend
    """The model in the folder or of the hub name `what`; its weights are read at the first call.

    Raises `MissingExtraError` and `ModelInputError` on a bad setting.
    """
    engine()
    if not what:
        raise ModelInputError("which model? the name is missing", asked="transformers:", do="give a folder or hub name")
    threads, device = settings.get("threads", "0"), settings.get("device", "")
    if not threads.isdecimal():
        raise ModelInputError("the setting threads is not a number", asked=threads, do="give a whole number, 0 or more")
    if device not in DEVICES:
        raise ModelInputError(f"there is no device {device!r}", asked=device, choices=DEVICES[1:])
    set_threads(int(threads))
    is_offline = settings.get("offline", "no") == "yes"
    return Transformers(what, name=settings.get("name", f"transformers:{what}"), is_offline=is_offline, device=device)


class Transformers:
    """A model in torch. It may be asked from several threads."""

    def __init__(self, what: str, *, name: str, is_offline: bool, device: str) -> None:
        self.name = name
        self._what, self._is_offline, self._device = what, is_offline, device
        self._weights: Weights | None = None
        self._words: Any = None
        self._loading = threading.Lock()
        self._computing = threading.Lock()

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed; a beam search gives it whole. Raises `ModelInputError` at once, before any token.

        The first call also raises what reading the weights does: `MissingModelError`, `IntegrityError`.
        """
        weights = self._checked(messages, options)
        if weights.kind == "masked":
            return _torch_masks.fill_all(weights, self._gaps(weights, messages[-1].content), options)
        asked = self._asked(messages, options)
        return _whole(asked, self._computing) if options.strategy == "beam" else asked.stream()

    def best(self, messages: Sequence[Message], options: Options, *, n: int) -> list[Answer]:
        """The `n` best answers of the beam search, the best first. Raises as `generate` does."""
        self._checked(messages, options)
        return _torch_beams.search(self._asked(messages, options), self._computing, n=n)

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """Its own distribution and the one drawn from; for a masked model, of the first gap. Raises as `generate`."""
        weights = self._checked(messages, options)
        if weights.kind == "masked":
            raw = adjusted = self._gaps(weights, messages[-1].content).scores(gap=0)
        else:
            asked = self._asked(messages, options)
            raw = asked.steps.scores([])
            adjusted = asked.adjusted(raw)
        shown = [decoding.softmax(raw), decoding.distribution(adjusted, options)]
        before, after = (
            tuple((weights.tokenizer.decode([token]), chance) for token, chance in decoding.likeliest(row, n))
            for row in shown
        )
        return NextTokens(before, after)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The log-probability of each token of `answer`. Raises as `generate`, and for models that fill gaps."""
        weights = self._checked(messages, Options())
        if weights.kind == "masked":
            raise unable(self.name)
        said = _torch_text.plain(weights.tokenizer, answer)
        tokens = weights.tokenizer(said, add_special_tokens=False).input_ids
        prompt = _torch_text.prompt(weights, messages)
        _torch_text.check_length(weights, [*(prompt if weights.kind == "causal" else ()), *tokens])
        steps = begin(weights, prompt, self._computing)
        return tuple(_log_chance(steps.scores(tokens[:at]), token) for at, token in enumerate(tokens))

    def fill(self, text: str, *, n: int) -> list[Filling]:
        """The `n` likeliest words for the gap in `text`. Raises `ModelInputError`, also for models that fill none."""
        weights = self._read()
        if weights.kind != "masked":
            raise ModelInputError("this model fills no gaps", asked=self.name, found=weights.kind, choices=["masked"])
        return _torch_masks.fillings(self._gaps(weights, text), n=n)

    def close(self) -> None:
        """Give the weights' memory back; the next call reads them again."""
        with self._loading:
            self._weights = self._words = None

    def _checked(self, messages: Sequence[Message], options: Options) -> Weights:
        """The weights, once the request is found fit for them."""
        request.check(messages, options, strategies=("greedy", "sample", "beam"), has=(*HAS, "begun"))
        weights = self._read()
        has = {"masked": (), "seq2seq": HAS, "causal": (*HAS, "begun")}[weights.kind]
        request.check(messages, options, strategies=STRATEGIES.get(weights.kind, ("greedy", "sample")), has=has)
        if options.schema is not None and (weights.kind == "masked" or options.strategy == "beam"):
            raise ModelInputError(
                "a schema is followed token by token, from left to right",
                asked=f"a schema, strategy={options.strategy!r}, a {weights.kind} model",
                do="choose greedy or sample, and a causal or seq2seq model",
            )
        return weights

    def _asked(self, messages: Sequence[Message], options: Options) -> Answering:
        weights = self._read()
        prompt = _torch_text.prompt(weights, messages, begun=options.begun)
        grammar = None
        if options.schema is not None:
            self._words = self._words or _torch_schema.words(weights)
            grammar = _torch_schema.follow(options.schema, self._words, weights.ends)
        return Answering(weights, prompt, options, begin(weights, prompt, self._computing), grammar)

    def _gaps(self, weights: Weights, text: str) -> _torch_masks.Gaps:
        return _torch_masks.Gaps(weights, text, lambda ids, place: masked_scores(weights, ids, place, self._computing))

    def _read(self) -> Weights:
        with self._loading:
            if self._weights is None:
                self._weights = read(self._what, is_offline=self._is_offline, device=self._device)
            return self._weights


def _log_chance(scores: "Row", token: int) -> float:
    """The log of the softmax, whose highest score is taken off first: nothing overflows, nothing is log 0."""
    import numpy as np

    shifted = scores - scores.max()
    return float(shifted[token] - np.log(np.exp(shifted).sum()))


def _whole(asked: Answering, lock: threading.Lock) -> Iterator[Token]:
    """The best answer of a beam search, as a stream of one piece."""
    best = _torch_beams.search(asked, lock, n=1)[0]
    if best.text:
        yield Token(best.text, best.logprob)
    yield Token("", None, best.finish, best.usage)
