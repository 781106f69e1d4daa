"""Lines of an answer that trickles in, held to its limits: of silence, of time as a whole, of length."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from broadsheet.core import ModelError
from broadsheet.models import chat

# An event of the protocol is a few hundred bytes, with the likeliest tokens of each place some thousand.
LONGEST_LINE = 1_000_000


class DeadlineError(ModelError):
    """The whole answer took too long."""


class EndlessError(ModelError):
    """The answer is longer than was asked for, or than any answer is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`patience`: seconds without a whole line; `until`: the time of the clock at which the answer must be there."""

    patience: float
    until: float


def lines(
    chunks: Iterable[bytes], limits: Limits, *, clock: Callable[[], float], longest: int = LONGEST_LINE
) -> Iterator[str]:
    """The lines of `chunks` without their ends. A byte a second is silence: what counts is a line's end.

    Raises `SilentError`, `DeadlineError` and `EndlessError`, all of them `ModelError`.
    """
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, latest = "", clock()
    for chunk in chunks:
        *whole, rest = (rest + decode(chunk)).split("\n")
        now = clock()
        if now > limits.until:
            raise DeadlineError(
                "the model did not finish in time",
                do="ask for a shorter answer, choose a faster model, or raise the setting `server.deadline`",
            )
        if whole:
            latest = now
        elif now - latest > limits.patience:
            raise chat.silent(limits.patience)
        if len(rest) > longest:
            raise EndlessError("the server's answer is not what the protocol says", found="a line without end")
        yield from (line.removesuffix("\r") for line in whole)
    if rest:
        yield rest
