"""Words for gaps: what a masked model would put where a text has `___`."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.models.decoding import likeliest, softmax
from broadsheet.train.reading.opening import Reader

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer

GAP = re.compile(r"_{3,}|＿{2,}|\[MASK\]")
MOST = 16


@dataclass(frozen=True, slots=True)
class Gap:
    """The likeliest tokens for one gap with their probabilities, and the text around it."""

    before: str
    after: str
    choices: tuple[tuple[str, float], ...]


def encoded(tokenizer: "Tokenizer", text: str) -> list[int]:
    """The tokens of `text`, the one for hidden words where it has a gap."""
    first, *rest = tokenizer.encode_many(GAP.split(text))
    return [*first, *(token for row in rest for token in (tokenizer.mask, *row))]


def fill(reader: Reader, text: str, *, n: int = 5) -> list[Gap]:
    """The `n` likeliest tokens for each gap, written `___`.

    Raises `ConflictError` for a model that fills none, `InvalidInputError` for no gap, too many, or a text too long.
    """
    if reader.family != "masked" or reader.head is not None:
        raise ConflictError(
            "this model fills no gaps", asked=f"lab:{reader.name}", found=reader.family, do="broadsheet train bert"
        )
    parts = GAP.split(text)
    if not 2 <= len(parts) <= MOST + 1:
        raise InvalidInputError(f"there are no gaps, or more than {MOST}", asked=text[:80], do="write a gap as ___")
    special = reader.tokenizer
    ids = [special.cls, *encoded(special, text), special.sep]
    places = [place for place, token in enumerate(ids) if token == special.mask]
    if len(ids) > reader.context:
        raise InvalidInputError(
            "the text is longer than the model reads", asked=f"{len(ids)}", found=f"{reader.context} tokens"
        )
    rows = reader.read([ids], places)[0]
    found = ([(special.decode([i]) or special.token(i), p) for i, p in likeliest(softmax(row), n)] for row in rows)
    return [Gap(left, right, tuple(words)) for (left, right), words in zip(pairwise(parts), found, strict=True)]
