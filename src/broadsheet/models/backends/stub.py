"""A model without weights, for tests, scripts and dry runs: it repeats sentences of what it was given.

What it says is always the same for the same prompt, options and seed, and every sentence of it stands word for word in
the last user message, so a draft made with it is true to its evidence, if dull.
"""

import json
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

from broadsheet.core import Usage
from broadsheet.models import request
from broadsheet.models.backends._instance import instance
from broadsheet.models.language_model import Message, Options, Token

STRATEGIES = ("greedy", "sample")
# An answer of a few sentences looks like copy; the whole evidence back would look like nothing was done.
SENTENCES = 3
# A token is a Chinese character, a word with the space before it, or a sign: near enough to what engines count.
_PIECE = re.compile(r"\s*(?:[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s])|\s+")
_SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?]+[”’」』\"']*|\.(?=[\s”\"']|$)[”’\"']*|\n|$)", re.DOTALL)
# Numbers, bullets and names of sources before a line are the prompt's furniture.
_FURNITURE = re.compile(r"^(?:[-*•#>]+\s+|\[[^\]]*\]\s*|\(?\d{1,2}[.)、]\s*)+")
# Shorter than this is a label or a heading, seldom a statement.
SHORTEST = {"zh": 8, "other": 24}


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "Stub":  # noqa: ARG001
    """The stub; there is only one, and it needs nothing."""
    return Stub()


class Stub:
    """Repeats the first sentences of the last message (`greedy`), or others chosen by `seed` (`sample`)."""

    name = "stub"

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. Raises `ModelInputError` at once when the request is not acceptable."""
        request.check(messages, options, strategies=STRATEGIES)
        said = _statements(messages[-1].content)
        if options.strategy == "sample" and options.temperature > 0:
            random.Random(options.seed).shuffle(said)
        if options.schema is not None:
            text = json.dumps(instance(options.schema, cycle(said)), ensure_ascii=False)
        else:
            text = _joined(said[:SENTENCES])
        return _stream(text, options, prompt=sum(len(_PIECE.findall(m.content)) for m in messages))


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
        yield Token(piece, 0.0 if options.logprobs else None)
    cut = len(pieces) > options.max_tokens
    usage = Usage(prompt, min(len(pieces), options.max_tokens), round(time.monotonic() - start, 3))
    yield Token("", None, "length" if cut else "stop", usage)
