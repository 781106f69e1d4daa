"""A model writes regulated verse under a mask of tones and rhyme; a line that breaks it is quoted."""

import json
import random
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from broadsheet.core import Piece, Usage
from broadsheet.write.invention.asking import messages
from broadsheet.write.making import Making
from broadsheet.write.prosody import Pattern, broken, line_fits, patterns, rhymes, scan
from broadsheet.write.telling import Telling
from broadsheet.write.verse.cento_zh import Wanted, line_for
from broadsheet.write.verse.masked import rhymes_for, schema
from broadsheet.write.verse.quoted import Quoted

# Greedy decoding under a mask falls into the likeliest characters again and again.
_HEAT = 0.8
# Characters, quotes, names and blanks of a line of JSON, in tokens: with room to spare.
_TOKENS_A_LINE = 40
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Of the fullest rhymes, how many are drawn from.
_RHYMES = 10
# So many characters in a row that stood before are an echo.
_ECHO = 4

Lines = list[str | Quoted]


def compose(
    making: Making, brief: str, rows: Mapping[str, str], wanted: Wanted
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    """The lines of a poem in a form of regulated verse, all regular; an opening line is kept as it is."""
    pattern, rhyme = _chosen(wanted)
    options = replace(
        making.options,
        strategy="sample",
        temperature=_HEAT,
        max_tokens=_TOKENS_A_LINE * len(pattern.kinds),
        schema=schema(pattern, rhyme, book=wanted.book, seed=wanted.seed, first=wanted.first),
    )
    telling = Telling(making.model, messages(brief, rows, making.ask), options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    return _settled(_said(telling.text, len(pattern.kinds)), wanted, pattern, rhyme), telling.usage


def _settled(said: Sequence[str], wanted: Wanted, pattern: Pattern, rhyme: str) -> Lines:
    """What was said where it is regular, an old line where it is not; a whole poem that keeps the form is kept."""
    first = wanted.first or said[0]
    if not broken(scan([first, *said[1:]], wanted.form, book=wanted.book)[1]) and len({first, *said[1:]}) == len(said):
        return [first, *said[1:]]
    lines: Lines = [wanted.first] if wanted.first else []
    for number in range(len(lines), len(pattern.kinds)):
        taken = [str(getattr(line, "text", line)) for line in lines]
        if _is_regular(said[number], pattern, number=number, rhyme=rhyme, taken=taken, book=wanted.book):
            lines.append(said[number])
        else:
            old = line_for(wanted, pattern, number=number, rhyme=rhyme, taken=[*taken, *said[number + 1 :]])
            lines.append(old or said[number])
    return lines


def _chosen(wanted: Wanted) -> tuple[Pattern, str]:
    """A pattern and a rhyme, drawn by the seed; with an opening line those that it fits."""
    first, book = wanted.first, wanted.book
    rng = random.Random(f"{wanted.form}:{wanted.seed}:{first}")
    open_to = [p for p in patterns(wanted.form) if not first or line_fits(first, p, 0, book=book)]
    pattern = rng.choice(open_to or list(patterns(wanted.form)))
    full = rhymes_for(len(pattern.rhymed), book=book)
    own = [n for n in full if n in rhymes(first[-1], book=book)] if first and 0 in pattern.rhymed else []
    return pattern, rng.choice(own or full[:_RHYMES])


def _is_regular(line: str, pattern: Pattern, *, number: int, rhyme: str, taken: Sequence[str], book: str) -> bool:
    if _echoes(line, taken) or not line_fits(line, pattern, number, book=book) or len(line) != pattern.size:
        return False
    ends = {before[-1] for at, before in enumerate(taken) if at in pattern.rhymed and before}
    return number not in pattern.rhymed or (rhyme in rhymes(line[-1], book=book) and line[-1] not in ends)


def _echoes(line: str, taken: Sequence[str]) -> bool:
    """Whether a line says again four characters in a row of one before it."""
    runs = {line[i : i + _ECHO] for i in range(len(line) - _ECHO + 1)}
    return any(run in before for run in runs for before in taken)


def _said(answer: str, count: int) -> list[str]:
    """The lines of an answer: the values of its object, else what is printed a line at a time."""
    try:
        read = json.loads(answer)
        rows = [str(read.get(str(n + 1), "")) for n in range(count)] if isinstance(read, dict) else []
    except json.JSONDecodeError:
        rows = _HAN.findall(answer)
    return (rows + [""] * count)[:count]
