"""A model writes a haiku or a sonnet; its lines are counted and scanned, and what does not fit is quoted.

For a sonnet the rhyme words are dealt out first, and of what the model says only lines that end in theirs are kept.
"""

import json
import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.core import Piece, Usage
from broadsheet.models import Options
from broadsheet.write.invention.asking import messages
from broadsheet.write.invention.repeating import repeats
from broadsheet.write.listening import tidy
from broadsheet.write.making import Making
from broadsheet.write.prosody import SCHEMES, counts, strain, words
from broadsheet.write.registry import prompt
from broadsheet.write.telling import Telling, summed
from broadsheet.write.verse.cento_en import places, stanza_for
from broadsheet.write.verse.quoted import Quoted

_HEAT = 0.9
# Haiku asked for at once, as small models hit a count about one time in three, and tries at a stanza of a sonnet.
_HAIKU, _TRIES = 6, 3
# Lines of a stanza by its place in a sonnet; the others have four.
_SIZES = {"c": 2, "o": 8, "s": 6}
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
    options = replace(making.options, strategy="sample", temperature=_HEAT, max_tokens=_TOKENS_A_LINE * _HAIKU * 3)
    text, usage = yield from _told(making, brief, rows, replace(options, schema=schema))
    said = _read(text)
    best = max(said, key=lambda poem: sum(map(_beats, poem, _HAIKU_BEATS)), default=["", "", ""])
    lines: Lines = []
    for at, want in enumerate(_HAIKU_BEATS):
        # The first and the last line are of one length, so either may stand for the other.
        pool = [best[at], *(row for poem in said for row in (poem[at], poem[2 - at]))]
        taken = [str(getattr(row, "text", row)) for row in lines]
        own = next((row for row in pool if _beats(row, want) and row not in taken), "")
        old = stanza_for(str(want), form="haiku", weights=wanted.weights, seed=wanted.seed, taken=taken)
        lines.append(own or old[0])
    return lines, usage


def _sonnet(
    making: Making, brief: str, rows: Mapping[str, str], wanted: Wanted
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    """Stanza by stanza to given rhyme words; once a stanza comes to nothing the rest is quoted and not waited for."""
    ends = _ends(wanted)
    lines: Lines = []
    usages: list[Usage] = []
    able = True
    for place in places(wanted.form):
        taken = [str(getattr(line, "text", line)) for line in lines]
        want = ends[len(lines) : len(lines) + _SIZES.get(place, 4)]
        own: list[str] = []
        if able:
            own, usage = yield from _stanza(making, brief, {**rows, "before": " / ".join(taken[-4:])}, want)
            usages.append(usage)
            able = bool(own)
        old = stanza_for(place, form=wanted.form, weights=wanted.weights, seed=wanted.seed, taken=taken)
        lines += own or old
    return lines, summed(usages)


def _stanza(
    making: Making, brief: str, rows: Mapping[str, str], ends: Sequence[str]
) -> Generator[Piece, None, tuple[list[str], Usage]]:
    """A stanza to these rhyme words, every line of which scans; empty when the tries gave none."""
    ask = prompt("poem_stanza").text["en"].format(brief=brief, count=len(ends), words=", ".join(ends))
    said: list[str] = []
    usages: list[Usage] = []
    for attempt in range(_TRIES):
        options = replace(making.options, max_tokens=_TOKENS_A_LINE * len(ends), seed=making.options.seed + attempt)
        text, usage = yield from _told(making, ask, rows, replace(options, strategy="sample", temperature=_HEAT))
        usages.append(usage)
        said += [tidy(line) for line in text.split("\n")]
        chosen = _chosen(said, ends)
        if len(chosen) == len(ends):
            return chosen, summed(usages)
    return [], summed(usages)


def _chosen(said: Sequence[str], ends: Sequence[str]) -> list[str]:
    """For each rhyme word the first line that ends in it and scans, as far as there is one; none twice the same."""
    chosen: list[str] = []
    for end in ends:
        fitting = (row for row in said if words(row)[-1:] == [end] and strain(row) in (0, 1))
        line = next((row for row in fitting if not repeats(row, chosen, language="en")), "")
        if line:
            chosen.append(line)
    return chosen


def _told(
    making: Making, brief: str, rows: Mapping[str, str], options: Options
) -> Generator[Piece, None, tuple[str, Usage]]:
    telling = Telling(making.model, messages(brief, rows, making.ask), options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    return telling.text, telling.usage


def _read(answer: str) -> list[list[str]]:
    """The poems of an answer in JSON; none when it is broken."""
    try:
        read = json.loads(answer)
    except json.JSONDecodeError:
        return []
    rows = read if isinstance(read, list) else []
    return [[str(line) for line in poem] for poem in rows if isinstance(poem, list) and len(poem) == len(_HAIKU_BEATS)]


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
