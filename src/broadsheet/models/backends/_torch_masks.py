"""Masked models (BERT, RoBERTa), whatever runs them: words for the gaps in a text, one after the other."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from broadsheet.core import ModelInputError, Usage
from broadsheet.models import decoding
from broadsheet.models.backends._stops import Stops
from broadsheet.models.backends._torch_answer import unsaid
from broadsheet.models.backends._torch_loading import Weights
from broadsheet.models.backends._torch_text import MASKS, check_length, plain
from broadsheet.models.filling import Filling
from broadsheet.models.language_model import Options, Token

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row


Ask = Callable[[Sequence[int], int], "Row"]
"""From a text's tokens and a place among them to the scores of the word there."""


class Gaps:
    """A text with gaps: `pieces` around them, `tokens` as the model reads it, `places` of the gaps among the tokens."""

    def __init__(self, weights: Weights, text: str, ask: Ask) -> None:
        self._weights, self._ask = weights, ask
        tokenizer = weights.tokenizer
        mask = tokenizer.mask_token
        for written in MASKS:
            text = text.replace(written, mask)
        text = plain(tokenizer, text, keep=[mask])
        self.pieces = text.split(mask)
        if len(self.pieces) < 2:
            raise ModelInputError("there is no gap to fill", asked=text[:80], do=f"write {mask} where a word is wanted")
        self.tokens: list[int] = list(tokenizer(text).input_ids)
        self.places = [place for place, token in enumerate(self.tokens) if token == tokenizer.mask_token_id]
        check_length(weights, self.tokens)

    def scores(self, *, gap: int) -> "Row":
        """The scores of the word in the gap number `gap`; control tokens can't come."""
        raw = self._ask(self.tokens, self.places[gap])
        return decoding.forbid(raw, sorted(unsaid(self._weights) | set(self._weights.ends)))

    def fill(self, token: int, *, gap: int) -> str:
        """Put `token` into a gap and give the text up to its end."""
        self.tokens[self.places[gap]] = token
        return self.pieces[gap] + self.word(token)

    def word(self, token: int) -> str:
        """The token as a word or a piece of one."""
        text: str = self._weights.tokenizer.decode([token])
        return text.strip()


def fillings(gaps: Gaps, *, n: int) -> list[Filling]:
    """The `n` likeliest words for the only gap of a text."""
    if len(gaps.places) > 1:
        raise ModelInputError("there are several gaps", asked=f"{len(gaps.places)} gaps", do="leave one of them open")
    chances = decoding.softmax(gaps.scores(gap=0))
    before, after = gaps.pieces
    words = ((gaps.word(token), chance) for token, chance in decoding.likeliest(chances, n))
    return [Filling(word, chance, f"{before}{word}{after}") for word, chance in words]


def fill_all(weights: Weights, gaps: Gaps, options: Options) -> Iterator[Token]:
    """The text with its gaps filled from left to right, each word drawn as any next token is."""
    start, first, dice, stops = time.monotonic(), 0.0, random.Random(options.seed), Stops(options.stop)
    read, words = len(gaps.tokens), 0
    for gap in range(min(len(gaps.places), options.max_tokens)):
        scores = gaps.scores(gap=gap)
        row = decoding.adjusted(scores, options, before=_seen(gaps, weights))
        token = decoding.draw(decoding.distribution(row, options), dice.random())
        first, words = first or time.monotonic() - start, words + 1
        logprob = float(decoding.logs(decoding.softmax(scores))[token]) if options.logprobs else None
        yield Token(stops.add(gaps.fill(token, gap=gap)), logprob)
    whole = words == len(gaps.places)
    yield Token(stops.add(gaps.pieces[-1] if whole else "") + stops.rest())
    usage = Usage(read, words, round(time.monotonic() - start, 3), round(first, 3))
    yield Token("", None, "stop" if whole or stops.met else "length", usage)


def _seen(gaps: Gaps, weights: Weights) -> Sequence[int]:
    return [token for token in gaps.tokens if token not in weights.tokenizer.all_special_ids]
