"""A model without weights, for tests, scripts and dry runs: it repeats sentences of what it was given.

What it says is always the same for the same prompt, options and seed, and every sentence of it stands word for word in
the last user message, so a draft made with it is true to its evidence, if dull.
"""

import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.core import Usage
from broadsheet.models import request, tools
from broadsheet.models.backends._instance import instance
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.peeking import NextTokens

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row

STRATEGIES = ("greedy", "sample")
# It says no sentence twice of its own accord, so what keeps others from repeating themselves has nothing to do.
HAS = ("min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram", "begun")
# An answer of a few sentences looks like copy; the whole evidence back would look like nothing was done.
SENTENCES = 3
# A token is a Chinese character, a word with the space before it, or a sign: near enough to what engines count.
_PIECE = re.compile(r"\s*(?:[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s])|\s+")
_SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?]+[”’」』\"']*|\.(?=[\s”\"']|$)[”’\"']*|\n|$)", re.DOTALL)
# Numbers, bullets and names of sources before a line are the prompt's furniture.
_FURNITURE = re.compile(r"^(?:[-*•#>]+\s+|\[[^\]]*\]\s*|\(?\d{1,2}[.)、]\s*)+")
# How far the pair before counts, the piece alone, and what it has never read; they add up to one.
_PAIR, _SINGLE, _ANY = 0.9, 0.0999, 0.0001
# Shorter than this is a label or a heading, seldom a statement.
SHORTEST = {"zh": 8, "other": 24}


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "Stub":  # noqa: ARG001 - the shape of a backend
    """The stub; there is only one, and it needs nothing."""
    return Stub()


class Stub:
    """Repeats the first sentences of the last message (`greedy`), or others drawn with `seed` (`sample`).

    Its distribution is over sentences: the n-th is n times less likely than the first (Zipf's law), and temperature and
    cuts work on that as on any model's tokens.
    """

    name = "stub"

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. Raises `ModelInputError` at once when the request is not acceptable."""
        request.check(messages, options, strategies=STRATEGIES, has=HAS, tools=tools.CHOICES)
        said = _after(options.begun, _statements(messages[-1].content))
        read = sum(len(_PIECE.findall(m.content)) for m in messages)
        if called := _called(messages[-1], options):
            call = tools.Call(
                "call_0", called.name, json.dumps(instance(called.parameters, cycle(said)), ensure_ascii=False)
            )
            cost = Usage(read, len(_PIECE.findall(call.arguments)))
            return iter((Token("", finish="calls", usage=cost, calls=(call,)),))
        if options.strategy == "sample" and options.temperature > 0:
            said = _drawn(said, options)
        if options.schema is not None:
            text = json.dumps(instance(options.schema, cycle(said)), ensure_ascii=False)
        else:
            text = _told(said, least=options.min_tokens)
        return _stream(text, options, prompt=read)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The log-chance of each piece of `answer`, by the pairs of pieces in the messages: it repeats what it reads.

        Raises `ModelInputError` when the request is not acceptable.
        """
        request.check(messages, Options(), strategies=STRATEGIES)
        said = [piece.strip() for m in messages for piece in _PIECE.findall(m.content)]
        return tuple(_weighed(said, [piece.strip() for piece in _PIECE.findall(answer)]))

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """The first words its answer may have. Raises `ModelInputError` when the request is not acceptable."""
        from broadsheet.models import decoding

        request.check(messages, options, strategies=STRATEGIES, has=HAS)
        scores = _scores(said := _after(options.begun, _statements(messages[-1].content)))
        before, after = decoding.softmax(scores), decoding.distribution(scores, options)
        return NextTokens(_first_words(said, before)[:n], _first_words(said, after)[:n])


def _weighed(said: Sequence[str], pieces: Sequence[str]) -> Iterator[float]:
    """The log-chance of each piece: how often it follows the one before it in what was said, else stands there at all.

    Interpolated with a chance for anything, so that nothing is impossible (Jelinek and Mercer 1980).
    """
    counts = Counter(said)
    pairs = Counter(pairwise(said))
    for before, piece in pairwise(["", *pieces]):
        follows = pairs[before, piece] / counts[before] if counts[before] else 0.0
        yield math.log(_PAIR * follows + _SINGLE * counts[piece] / max(len(said), 1) + _ANY)


def _after(begun: str, said: list[str]) -> list[str]:
    """What may follow `begun`: the rests of the sentences that begin so, else a new sentence."""
    if not begun:
        return said
    start = begun.lstrip()
    rests = [s[len(start) :] for s in said if len(s) > len(start) and s.startswith(start)]
    gap = "" if re.search(r"[\u3400-\u9fff]", begun) else " "
    return rests or [gap + s for s in said if s not in begun] or [gap + said[0]]


def _called(last: Message, options: Options) -> tools.Tool | None:
    """The tool it asks for: the one named, else the first; once that has answered, only where one must be called."""
    if options.tool_choice == "none" or (options.tool_choice == "auto" and last.role == "tool"):
        return None
    named = [tool for tool in options.tools if options.tool_choice in (*tools.CHOICES, tool.name)]
    return named[0] if named else None


def _scores(said: Sequence[str]) -> "Row":
    import numpy as np

    return -np.log(np.arange(1, len(said) + 1, dtype=np.float64))


def _drawn(said: Sequence[str], options: Options) -> list[str]:
    """The sentences in an order drawn one after the other, none twice."""
    from broadsheet.models import decoding

    dice, left, drawn = random.Random(options.seed), list(said), []
    scores = _scores(said)
    while left:
        place = decoding.draw(decoding.distribution(scores, options), dice.random())
        drawn.append(left.pop(place))
        scores = scores[[i for i in range(len(scores)) if i != place]]
    return drawn


def _first_words(said: Sequence[str], chances: "Row") -> tuple[tuple[str, float], ...]:
    """The first piece of each sentence with its chance; sentences that begin alike add up."""
    found: dict[str, float] = {}
    for sentence, chance in zip(said, chances.tolist(), strict=True):
        if chance > 0:
            piece = _PIECE.findall(sentence)[0]
            found[piece] = found.get(piece, 0.0) + chance
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _told(said: Sequence[str], *, least: int) -> str:
    """Some of the sentences, of at least `least` tokens: beyond the last one it begins again."""
    text, told = _joined(said[:SENTENCES]), SENTENCES
    while len(_PIECE.findall(text)) < least:
        text = _joined([text, said[told % len(said)]])
        told += 1
    return text


def _statements(text: str) -> list[str]:
    """The sentences of `text` that say something, in order; never empty."""
    lines = (_FURNITURE.sub("", found.group().strip()).strip() for found in _SENTENCE.finditer(text))
    sentences = [line for line in lines if _ends(line) and len(line) >= _shortest(line)]
    return sentences or [text.strip()[:200]]


def _ends(line: str) -> bool:
    return bool(re.search(r"[。！!.][”’」』\"']*$", line))


def _shortest(line: str) -> int:
    return SHORTEST["zh" if re.search(r"[\u3400-\u9fff]", line) else "other"]


def _joined(sentences: Sequence[str]) -> str:
    gap = "" if re.search(r"[\u3400-\u9fff]", "".join(sentences)) else " "
    return gap.join(sentences)


def _stream(text: str, options: Options, *, prompt: int) -> Iterator[Token]:
    start = time.monotonic()
    for stop in options.stop:
        text = text.partition(stop)[0]
    pieces = _PIECE.findall(text)
    for piece in pieces[: options.max_tokens]:
        likely = ((piece, 0.0),) if options.top_logprobs else ()
        yield Token(piece, 0.0 if options.logprobs else None, top=likely)
    cut = len(pieces) > options.max_tokens
    usage = Usage(prompt, min(len(pieces), options.max_tokens), round(time.monotonic() - start, 3))
    yield Token("", None, "length" if cut else "stop", usage)
