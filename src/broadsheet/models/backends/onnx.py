"""A model in ONNX, run by onnxruntime without torch: `onnx:FOLDER`, with `model.onnx` and `tokenizer.json`.

What was trained here leaves as such a folder, recurrent models as well, which llama.cpp can't run. Setting: `threads`
(0: one a core). A model of two texts reads the last message and writes the other text; a masked one fills the gaps of
its prompt. Several answers are computed side by side, each with a state of its own.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.core import MissingModelError, ModelInputError
from broadsheet.models import decoding, request
from broadsheet.models.backends import _torch_masks, _torch_text
from broadsheet.models.backends._onnx_session import opened
from broadsheet.models.backends._onnx_steps import Session
from broadsheet.models.backends._onnx_texts import Texts
from broadsheet.models.backends._onnx_tokenizer import FileTokenizer, ends
from broadsheet.models.backends._torch_answer import Answering
from broadsheet.models.backends._torch_loading import CONTEXT, Weights
from broadsheet.models.filling import Filling
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.likelihood import unable
from broadsheet.models.peeking import NextTokens

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row

FILE = "model.onnx"
_KINDS = {"causal": "causal", "paired": "seq2seq", "masked": "masked"}
STRATEGIES = ("greedy", "sample")
HAS = ("min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram", "begun")


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "Onnx":  # noqa: ARG001 - the shape of a backend
    """The model in the folder `what`, read at the first call.

    Raises `MissingModelError` where there is none, `ModelInputError` on a bad setting.
    """
    path = Path(what) / FILE
    if not what or not path.is_file():
        raise MissingModelError("there is no ONNX model in this folder", asked=what or "onnx:", found=f"no {FILE}")
    threads = settings.get("threads", "0")
    if not threads.isdecimal():
        raise ModelInputError("the setting threads is not a number", asked=threads, do="give a whole number, 0 or more")
    return Onnx(Path(what), name=settings.get("name", f"onnx:{what}"), threads=int(threads))


class Onnx:
    """A model in onnxruntime. It may be asked from several threads."""

    def __init__(self, folder: Path, *, name: str, threads: int) -> None:
        self.name = name
        self._folder, self._threads = folder, threads
        self._loading = threading.Lock()
        self._weights: Weights | None = None

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. Raises `ModelInputError` at once, and at the first call `IntegrityError`."""
        weights = self._checked(messages, options)
        if weights.kind == "masked":
            return _torch_masks.fill_all(weights, _gaps(weights, messages[-1].content), options)
        return self._asked(messages, options).stream()

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """Its own distribution and the one drawn from. Raises as `generate` does."""
        weights = self._checked(messages, options)
        if weights.kind == "masked":
            raw = adjusted = _gaps(weights, messages[-1].content).scores(gap=0)
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
        """The log-probability of each token of `answer`. Raises as `generate` does, and for models that fill gaps."""
        if self._checked(messages, Options()).kind == "masked":
            raise unable(self.name)
        asked = self._asked(messages, Options())
        said = _torch_text.plain(asked.weights.tokenizer, answer)
        tokens = asked.weights.tokenizer(said, add_special_tokens=False).input_ids
        before = asked.prompt if asked.weights.kind == "causal" else ()
        _torch_text.check_length(asked.weights, [*before, *tokens])
        return tuple(_log_chance(asked.steps.scores(tokens[:at]), token) for at, token in enumerate(tokens))

    def close(self) -> None:
        """Give the weights' memory back; the next call reads them again."""
        with self._loading:
            self._weights = None

    def fill(self, text: str, *, n: int) -> list[Filling]:
        """The `n` likeliest words for the gap in `text`. Raises `ModelInputError`, also for models that fill none."""
        weights = self._read()
        if weights.kind != "masked":
            raise ModelInputError("this model fills no gaps", asked=self.name, found=weights.kind, choices=["masked"])
        return _torch_masks.fillings(_gaps(weights, text), n=n)

    def _checked(self, messages: Sequence[Message], options: Options) -> Weights:
        """The model, once the request is found fit for it."""
        request.check(messages, options, strategies=STRATEGIES, has=HAS)
        if options.schema is not None:
            raise ModelInputError(
                "models in ONNX follow no schema", asked="a schema", do="leave it out, or export the model to gguf"
            )
        weights = self._read()
        lacks = {"causal": (), "seq2seq": ("begun",), "masked": HAS}[weights.kind]
        request.check(messages, options, strategies=STRATEGIES, has=tuple(name for name in HAS if name not in lacks))
        return weights

    def _asked(self, messages: Sequence[Message], options: Options) -> Answering:
        weights = self._checked(messages, options)
        prompt = _torch_text.prompt(weights, messages, begun=options.begun)
        return Answering(weights, prompt, options, _Steps(weights.model, prompt))

    def _read(self) -> Weights:
        with self._loading:
            if self._weights is None:
                self._weights = _opened(self._folder, threads=self._threads)
            return self._weights


def _opened(folder: Path, *, threads: int) -> Weights:
    """The model as what its file says it is. Raises `IntegrityError`, `ModelInputError` for one that only labels."""
    session = opened(folder / FILE, threads=threads)
    notes = dict(session.get_modelmeta().custom_metadata_map)
    family, kind = notes.get("family", "causal"), notes.get("model_type", "")
    if family not in _KINDS:
        raise ModelInputError("this model labels texts and writes none", asked=folder.name, found=family)
    model = Texts(session, name=folder.name) if family == "masked" else Session(session, name=folder.name)
    tokenizer = FileTokenizer(folder)
    context = int(notes.get("context") or 0) or CONTEXT
    return Weights(_KINDS[family], kind, model, tokenizer, context, ends(folder, tokenizer))


def _gaps(weights: Weights, text: str) -> _torch_masks.Gaps:
    return _torch_masks.Gaps(weights, text, lambda ids, place: weights.model.read(ids, places=[place])[0])


class _Steps:
    """An answer in progress: the state after what was read, which each token changes.

    Of two texts the prompt is the one, and the other begins with the token that the model's notes name.
    """

    def __init__(self, session: Session, prompt: Sequence[int]) -> None:
        self._session, self._prompt = session, prompt
        self._state = session.start()
        self._is_new = True

    def scores(self, answer: Sequence[int]) -> "Row":
        """The scores of the token after `answer`; each call adds one token."""
        session, new = self._session, answer[-1:]
        source: Sequence[int] = ()
        if self._is_new and session.is_paired:
            new, source = [int(session.notes["first"])], self._prompt
        elif self._is_new:
            new = self._prompt
        row, self._state = session.step(new, self._state, source=source)
        self._is_new = False
        return row


def _log_chance(scores: "Row", token: int) -> float:
    import numpy as np

    shifted = scores - scores.max()
    return float(shifted[token] - np.log(np.exp(shifted).sum()))
