"""What two texts are compared by: pairs of Chinese characters and stems of English words. It knows no meaning."""

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern

from broadsheet.verify.tables import words

# Full-width digits, letters and marks become the plain ones, one for one, so that offsets stay.
# Chinese clause marks stay as they are: ，；！？ part clauses, where an ASCII comma may part thousands.
_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0x2019: 0x27}
_PLAIN = {wide: narrow for wide, narrow in _WIDTH.items() if chr(wide) not in "，；！？（）"}
_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:[.,]\d+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
# Characters that carry grammar, not content; a pair with one of them says little.
THIN = frozenset("的了在是和与及对就也都而并或把被将向从以之其这那为于所着过等中上下有个一不")
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n]+|(?<=[^\d]),")
_SUFFIXES = ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y")
_SHORT = 200  # characters; of longer texts, which seldom recur, nothing is kept
_STOP = words("words", "grammar_en")


def plain(text: str) -> str:
    """`text` with full-width forms made plain; every character keeps its place."""
    return text.translate(_PLAIN)


def terms(text: str) -> tuple[str, ...]:
    """The terms of `text` in order: pairs of Han characters, English stems, figures."""
    return _short_terms(text) if len(text) <= _SHORT else _interned(text)


@lru_cache(maxsize=16384)
def _short_terms(text: str) -> tuple[str, ...]:
    # Each check asks for the terms of the same clauses and words again.
    return _interned(text)


def _interned(text: str) -> tuple[str, ...]:
    # One object for each term, however often a long text has it.
    return tuple(map(intern, _terms(text)))


def _terms(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if _HAN.match(run):
            yield from (run[i : i + 2] for i in range(len(run) - 1) if not THIN.issuperset(run[i : i + 2]))
        elif run[0].isdigit():
            yield run
        else:
            word = run.lower().removesuffix("'s")
            if word not in _STOP and len(word) > 1:
                yield stem(word)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough English stem: endings that do not change what a news sentence is about are cut."""
    cut = next((word[: -len(s)] for s in _SUFFIXES if word.endswith(s) and len(word) - len(s) >= 3), word)
    cut = cut.removesuffix("s") if len(cut) == 4 else cut
    # The last letter was doubled before the ending (controlled, running), or is doubled anyway: one of it will do.
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between clause marks, in order."""
    cuts = [start]
    for mark in _CLAUSE.finditer(text, start, end):
        inside_a_figure = (
            text[mark.start() - 1 : mark.start()].isdigit() and text[mark.end() : mark.end() + 1].isdigit()
        )
        if not inside_a_figure:
            cuts += [mark.start(), mark.end()]
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]


def script_of(text: str) -> str:
    """`zh` where Han characters make up a fifth of the letters, else `en`: the language messages are written in."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "zh" if han * 4 >= latin and han else "en"
