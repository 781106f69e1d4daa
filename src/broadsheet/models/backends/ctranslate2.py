"""A model in CTranslate2, without torch: `ctranslate2:FOLDER`, as `export --to ctranslate2` writes one.

Decoders (GPT-2, Llama) and models of two texts (T5). Setting: `threads` (0: the engine's choice). The engine tells no
scores before it has chosen a token, and it chooses the likeliest. So it goes on by itself for as long as what is drawn
here is what it took, which greedy answers always are; where another token is drawn, it reads the text so far once more
and goes on from there. Every option then means what it means elsewhere, and the same seed draws the same; a drawn
answer costs more than with engines that keep what they have read. It has no schemas, and no beams here.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.core import MissingModelError, ModelInputError
from broadsheet.models import decoding, request
from broadsheet.models.backends import _torch_text
from broadsheet.models.backends._ctranslate2_engine import Engine
from broadsheet.models.backends._onnx_tokenizer import FileTokenizer, ends
from broadsheet.models.backends._onnx_tokenizer import settings as read_settings
from broadsheet.models.backends._torch_answer import Answering
from broadsheet.models.backends._torch_loading import CONTEXT, Weights
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.peeking import NextTokens

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row

FILE = "model.bin"
NOTES = "notes.json"
STRATEGIES = ("greedy", "sample")
HAS = ("min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram", "begun")
# How many tokens it goes on by itself at most: reading the text once more for each sixteen costs little beside them,
# and an answer that is left early has cost no more than these.
_FARTHEST = 16


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "CTranslate2":  # noqa: ARG001 - the shape of a backend
    """The model in the folder `what`, read at the first call.

    Raises `MissingModelError` where there is none, `ModelInputError` on a bad setting.
    """
    if not what or not (Path(what) / FILE).is_file():
        raise MissingModelError(
            "there is no CTranslate2 model in this folder", asked=what or "ctranslate2:", found=f"no {FILE}"
        )
    threads = settings.get("threads", "0")
    if not threads.isdecimal():
        raise ModelInputError("the setting threads is not a number", asked=threads, do="give a whole number, 0 or more")
    return CTranslate2(Path(what), name=settings.get("name", f"ctranslate2:{what}"), threads=int(threads))


class CTranslate2:
    """A model in CTranslate2. It may be asked from several threads."""

    def __init__(self, folder: Path, *, name: str, threads: int) -> None:
        self.name = name
        self._folder, self._threads = folder, threads
        self._loading = threading.Lock()
        self._weights: Weights | None = None

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. Raises `ModelInputError` at once, and at the first call `IntegrityError`."""
        return self._asked(messages, options).stream()

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """Its own distribution and the one drawn from. Raises as `generate` does."""
        asked = self._asked(messages, options)
        raw = asked.steps.scores([])
        shown = [decoding.softmax(raw), decoding.distribution(asked.adjusted(raw), options)]
        before, after = (
            tuple((asked.weights.tokenizer.decode([token]), chance) for token, chance in decoding.likeliest(row, n))
            for row in shown
        )
        return NextTokens(before, after)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The log-probability of each token of `answer`. Raises as `generate` does."""
        asked = self._asked(messages, Options())
        said = _torch_text.plain(asked.weights.tokenizer, answer)
        tokens = asked.weights.tokenizer(said, add_special_tokens=False).input_ids
        before = asked.prompt if asked.weights.kind == "causal" else ()
        _torch_text.check_length(asked.weights, [*before, *tokens])
        if not tokens:
            return ()
        rows = asked.weights.model.scores(asked.prompt, tokens)
        return tuple(
            float(decoding.logs(decoding.softmax(row))[token]) for row, token in zip(rows, tokens, strict=True)
        )

    def close(self) -> None:
        """Give the weights' memory back; the next call reads them again."""
        with self._loading:
            self._weights = None

    def _asked(self, messages: Sequence[Message], options: Options) -> Answering:
        request.check(messages, options, strategies=STRATEGIES, has=HAS)
        if options.schema is not None:
            raise ModelInputError(
                "models in CTranslate2 follow no schema",
                asked="a schema",
                do="leave it out, or export the model to gguf",
            )
        weights = self._read()
        if weights.kind == "seq2seq":
            request.check(messages, options, strategies=STRATEGIES, has=tuple(name for name in HAS if name != "begun"))
        prompt = _torch_text.prompt(weights, messages, begun=options.begun)
        return Answering(weights, prompt, options, Steps(weights.model, prompt))

    def _read(self) -> Weights:
        with self._loading:
            if self._weights is None:
                engine, tokenizer = Engine(self._folder, threads=self._threads), FileTokenizer(self._folder)
                notes = read_settings(self._folder / NOTES)
                kind = "seq2seq" if engine.is_paired else "causal"
                context = int(notes.get("context") or 0) or CONTEXT
                told = str(notes.get("model_type", ""))
                self._weights = Weights(kind, told, engine, tokenizer, context, ends(self._folder, tokenizer))
            return self._weights


class Steps:
    """An answer in progress: what the engine went on with by itself, and the scores it told of it."""

    def __init__(self, engine: Engine, prompt: Sequence[int]) -> None:
        self._engine, self._prompt = engine, list(prompt)
        self._told: list[int] = []
        self._rows: dict[int, Row] = {}
        self._ahead = 1

    def scores(self, answer: Sequence[int]) -> "Row":
        """The scores of the token after `answer`."""
        at = len(answer)
        goes_on = list(answer) == self._told[:at]
        if not goes_on or at not in self._rows:
            self._ahead = min(2 * self._ahead, _FARTHEST) if goes_on and self._rows else 1
            tokens, rows = self._engine.go_on(self._prompt, answer, n=self._ahead)
            self._told = [*answer, *tokens]
            self._rows = {at + n: row for n, row in enumerate(rows[-len(tokens) :])}
        return self._rows[at]
