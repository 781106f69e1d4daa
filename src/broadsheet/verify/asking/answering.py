"""A judge's answer: its shape, and the opinion read from it. What does not fit the shape is no opinion."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from broadsheet.models import Token

Judged = Literal["supported", "contradicted", "not_stated"]
# The harmless one comes first: what answers at random, or with the first choice there is, changes nothing.
VERDICTS: tuple[Judged, ...] = ("not_stated", "supported", "contradicted")
# A server that tells no chances has only its word, which is just sure enough by the usual settings.
BARE_WORD = 0.9
_VALUE = re.compile(r'"verdict"\s*:\s*"?\Z')
_SIGNS = ' \t\r\n"'


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge said: the chance of each verdict, adding up to 1, and the numbers of the sentences it names."""

    chances: Mapping[Judged, float]
    numbers: tuple[int, ...]

    @property
    def verdict(self) -> Judged:
        """The likeliest."""
        return max(VERDICTS, key=lambda v: self.chances[v])


def schema(count: int) -> dict[str, Any]:
    """The shape of an answer about `count` sentences. No words of its own are asked for: the report shows spans."""
    return {
        "type": "object",
        "properties": {
            "verdict": {"type": "string", "enum": list(VERDICTS)},
            "sentences": {
                "type": "array",
                "items": {"type": "integer", "minimum": 1, "maximum": max(count, 1)},
                "maxItems": 3,
            },
        },
        "required": ["verdict", "sentences"],
        "additionalProperties": False,
    }


def opinion_of(tokens: Sequence[Token]) -> Opinion | None:
    """The opinion in an answer, its chances from the likeliest tokens where the verdict begins; None for no opinion."""
    text = "".join(token.text for token in tokens)
    try:
        said = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("verdict") not in VERDICTS:
        return None
    rows = said.get("sentences")
    numbers = tuple(n for n in rows if type(n) is int) if isinstance(rows, list) else ()
    return Opinion(_chances(tokens) or _bare(said["verdict"]), numbers)


def _bare(verdict: Judged) -> dict[Judged, float]:
    rest = (1 - BARE_WORD) / (len(VERDICTS) - 1)
    return {v: BARE_WORD if v == verdict else rest for v in VERDICTS}


def _chances(tokens: Iterable[Token]) -> dict[Judged, float] | None:
    """The chances of the verdicts at the token that begins one; None where they were not told."""
    before = ""
    for token in tokens:
        if _VALUE.search(before) and token.text.strip(_SIGNS):
            return _shares(token.top)
        before += token.text
    return None


def _shares(top: Sequence[tuple[str, float]]) -> dict[Judged, float] | None:
    found: dict[Judged, float] = dict.fromkeys(VERDICTS, 0.0)
    for text, logprob in top:
        begun = text.strip(_SIGNS)
        for verdict in VERDICTS:
            if begun and verdict.startswith(begun):
                found[verdict] += math.exp(logprob)
    total = sum(found.values())
    return {v: p / total for v, p in found.items()} if total > 0 else None
