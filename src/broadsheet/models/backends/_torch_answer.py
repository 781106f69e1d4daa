"""An answer of a model in torch, token by token: scores, penalties, the schema's mask, the draw, the stop strings."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from broadsheet.core import Usage
from broadsheet.models import decoding
from broadsheet.models.backends._stops import Stops
from broadsheet.models.backends._torch_loading import Weights
from broadsheet.models.backends._torch_steps import Steps
from broadsheet.models.backends._torch_text import Growing
from broadsheet.models.language_model import Options, Token

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row


class Grammar(Protocol):
    """What may come next under a schema."""

    def masked(self, scores: "Row") -> "Row":
        """`scores` in which what the schema does not allow can't come."""

    def take(self, token: int) -> bool:
        """Go on with `token`; whether the answer is complete."""


@dataclass
class Answering:
    """One answer in progress: what is asked, and what has been written."""

    weights: Weights
    prompt: Sequence[int]
    options: Options
    steps: Steps
    grammar: Grammar | None = None
    tokens: list[int] = field(default_factory=list)

    def stream(self) -> Iterator[Token]:
        """The answer, with its usage at the end. Closing it early ends the work."""
        start, first = time.monotonic(), 0.0
        dice, text, stops = random.Random(self.options.seed), Growing(self.weights.tokenizer), Stops(self.options.stop)
        finish = ""
        while not finish:
            raw = self.steps.scores(self.tokens)
            token = decoding.draw(decoding.distribution(self.adjusted(raw), self.options), dice.random())
            first = first or time.monotonic() - start
            if token in self.weights.ends:
                finish = "stop"
                break
            self.tokens.append(token)
            given = stops.add(text.add(token))
            if given or self.options.logprobs:
                yield self._told(given, raw, token)
            finish = self._finish(stops, token)
        if not stops.met and (rest := stops.add(text.rest()) + stops.rest()):
            yield Token(rest)
        usage = Usage(len(self.prompt), len(self.tokens), round(time.monotonic() - start, 3), round(first, 3))
        yield Token("", None, "length" if finish == "length" and not stops.met else "stop", usage)

    def adjusted(self, raw: "Row") -> "Row":
        """The scores of the next token after penalties, the schema, and what the model itself never says."""
        if self.weights.opening is not None and not self.tokens:
            return decoding.allow_only(raw, self.weights.opening)
        scores = decoding.adjusted(raw, self.options, before=self._history(), answer=self.tokens)
        if self.grammar is not None:
            return self.grammar.masked(scores)
        never = list(unsaid(self.weights))
        if len(self.tokens) < self.options.min_tokens:
            never += self.weights.ends
        return decoding.forbid(scores, [token for token in never if token < len(scores)])

    def _history(self) -> Sequence[int]:
        # What an encoder read is another text: a translation may well say the same names.
        return () if self.weights.kind == "seq2seq" else self.prompt

    def _finish(self, stops: Stops, token: int) -> str:
        if stops.met or (self.grammar is not None and self.grammar.take(token)):
            return "stop"
        used = len(self.tokens) + (0 if self.weights.kind == "seq2seq" else len(self.prompt))
        return "length" if len(self.tokens) >= self.options.max_tokens or used >= self.weights.context else ""

    def _told(self, text: str, raw: "Row", token: int) -> Token:
        if not self.options.logprobs:
            return Token(text)
        chances = decoding.softmax(raw)
        logs = decoding.logs(chances)
        tokenizer = self.weights.tokenizer
        top = decoding.likeliest(chances, self.options.top_logprobs)
        return Token(text, float(logs[token]), top=tuple((tokenizer.decode([i]), float(logs[i])) for i, _ in top))


def unsaid(weights: Weights) -> set[int]:
    """The control tokens that are never part of an answer: all but those that end it."""
    return set(weights.tokenizer.all_special_ids) - set(weights.ends)
