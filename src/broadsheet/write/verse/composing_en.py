"""A model writes a haiku or a sonnet; its lines are counted and scanned, and what does not fit is quoted.

For a sonnet the rhyme words are dealt out first and a schema holds every line to its own.
"""

import json
import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.core import Piece, Usage
from broadsheet.write.invention.asking import messages
from broadsheet.write.making import Making
from broadsheet.write.prosody import SCHEMES, counts, strain
from broadsheet.write.registry import prompt
from broadsheet.write.telling import Telling, summed
from broadsheet.write.verse.cento_en import places, stanza_for
from broadsheet.write.verse.quoted import Quoted

_HEAT = 0.9
# Haiku asked for at once, and candidates for each line of a sonnet: small models hit a count about one time in three.
_HAIKU, _CANDIDATES = 6, 4
_TOKENS_A_LINE = 28
_HAIKU_BEATS = (5, 7, 5)
# Words that rhyme fully and that anyone may end a line with.
_RHYMES = (
    "day away grey stay",
    "night light bright sight",
    "sea free tree me",
    "rain again plain lane",
    "air there care bear",
    "stone alone unknown grown",
    "sound ground found round",
    "hand sand land stand",
    "door floor before more",
    "street meet sweet feet",
    "year near clear hear",
    "mind behind find kind",
    "fall wall call small",
    "sky high by why",
    "low slow go know",
    "way say lay may",
)

Lines = list[str | Quoted]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a poem is made for: its form, what its lines should hold when they are quoted, and the seed."""

    form: str
    weights: Mapping[str, float]
    seed: int = 0


def compose(
    making: Making, brief: str, rows: Mapping[str, str], wanted: Wanted
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    """The lines of a haiku or a sonnet, all of which keep the form."""
    write = _haiku if wanted.form == "haiku" else _sonnet
    return (yield from write(making, brief, rows, wanted))


def _haiku(
    making: Making, brief: str, rows: Mapping[str, str], wanted: Wanted
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    line = {"type": "string", "pattern": "^[A-Z][a-z' -]{8,34}[,.!?]?$"}
    one = {"type": "array", "items": line, "minItems": 3, "maxItems": 3}
    schema = {"type": "array", "items": one, "minItems": _HAIKU, "maxItems": _HAIKU}
    read, usage = yield from _asked(making, brief, rows, schema, _HAIKU * 3)
    said = [poem for poem in read if isinstance(poem, list) and len(poem) == 3] if isinstance(read, list) else []
    best = max(said, key=lambda poem: sum(map(_beats, map(str, poem), _HAIKU_BEATS)), default=["", "", ""])
    lines: Lines = []
    for at, want in enumerate(_HAIKU_BEATS):
        # The first and the last line are of one length, so either may stand for the other.
        pool = [str(best[at]), *(str(row) for poem in said for row in (poem[at], poem[2 - at]))]
        taken = [str(getattr(row, "text", row)) for row in lines]
        own = next((row for row in pool if _beats(row, want) and row not in taken), "")
        old = stanza_for(str(want), form="haiku", weights=wanted.weights, seed=wanted.seed, taken=taken)
        lines.append(own or old[0])
    return lines, usage


def _sonnet(
    making: Making, brief: str, rows: Mapping[str, str], wanted: Wanted
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    ends = _ends(wanted)
    lines: Lines = []
    usages: list[Usage] = []
    for place in places(wanted.form):
        size = {"c": 2, "o": 8, "s": 6}.get(place, 4)
        want = ends[len(lines) : len(lines) + size]
        ask = prompt("poem_stanza").text["en"].format(brief=brief, count=_CANDIDATES, words=", ".join(want))
        told = [str(getattr(line, "text", line)) for line in lines[-4:]]
        read, usage = yield from _asked(
            making, ask, {**rows, "before": " / ".join(told)}, _stanza(want), size * _CANDIDATES
        )
        usages.append(usage)
        own = [_line(read, number, end, lines) for number, end in enumerate(want, start=1)]
        old = stanza_for(
            place,
            form=wanted.form,
            weights=wanted.weights,
            seed=wanted.seed,
            taken=[str(getattr(x, "text", x)) for x in lines],
        )
        lines += own if all(own) else old
    return lines, summed(usages)


def _asked(
    making: Making, brief: str, rows: Mapping[str, str], schema: Mapping[str, Any], size: int
) -> Generator[Piece, None, tuple[Any, Usage]]:
    """What a model answered under a schema, read; None when it can't be."""
    options = replace(
        making.options, strategy="sample", temperature=_HEAT, max_tokens=_TOKENS_A_LINE * size, schema=schema
    )
    telling = Telling(making.model, messages(brief, rows, making.ask), options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    try:
        return json.loads(telling.text), telling.usage
    except json.JSONDecodeError:
        return None, telling.usage


def _stanza(ends: Sequence[str]) -> Mapping[str, Any]:
    """Candidates for each line, which ends in its word."""
    rows = {
        str(number): {
            "type": "array",
            "items": {"type": "string", "pattern": f"^[A-Z][a-z', -]{{16,44}} {end}[,.;:!?]?$"},
            "minItems": _CANDIDATES,
            "maxItems": _CANDIDATES,
        }
        for number, end in enumerate(ends, start=1)
    }
    return {"type": "object", "properties": rows, "required": list(rows), "additionalProperties": False}


def _line(read: Any, number: int, end: str, before: Sequence[str | Quoted]) -> str:
    """The first candidate that scans and ends in its word; nothing when none does."""
    rows = read.get(str(number), []) if isinstance(read, dict) else []
    fitting = [
        str(row) for row in rows if str(row).rstrip(",.;:!?").split(" ")[-1].lower() == end and str(row) not in before
    ]
    return min((row for row in fitting if strain(row) in (0, 1)), key=lambda row: strain(row) or 0, default="")


def _ends(wanted: Wanted) -> list[str]:
    """The rhyme words of fourteen lines, by the scheme."""
    sets = [row.split() for row in _RHYMES]
    rng = random.Random(f"{wanted.form}:{wanted.seed}")
    rng.shuffle(sets)
    for row in sets:
        rng.shuffle(row)
    scheme = SCHEMES[wanted.form][0]
    rows = dict(zip(dict.fromkeys(scheme), sets, strict=False))
    seen = dict.fromkeys(scheme, 0)
    ends = []
    for letter in scheme:
        ends.append(rows[letter][seen[letter]])
        seen[letter] += 1
    return ends


def _beats(line: str, want: int) -> bool:
    return want in counts(line)
