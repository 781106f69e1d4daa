"""The words of a sentence that say how what they govern is meant: possible, planned, wished for, open, denied."""

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain

FACT = 4  # the level of what is told without any such word
_HAN = re.compile(r"[\u3400-\u9fff]")
# Where what a word governs ends: a clause mark, in English also a word that begins another clause.
_ENDS = {
    "zh": re.compile(r"[，。；;：！？!?\n]|,(?!\d)|但(?!凡)|而是"),
    "en": re.compile(
        r"[;:!?\n—]|[.,](?!\d)|\b(?:but|while|although|though|after|before|when|because|if|unless|according|since|saying|as)\b",
        re.IGNORECASE,
    ),
}
_GOES_ON = {"zh": re.compile("(?:并|同时|还|以及)(?!非|未|不)"), "en": re.compile(r"(?!)")}
_MARK = re.compile(r"[，,；;。](?!\d)")
_OPENING = 3  # characters before a condition that opens its sentence: 但, So
# "could not be revived and was pronounced dead": what is joined with a finite verb of its own is not governed.
_FINITE = re.compile(r"\s*(?:(?:is|are|was|were|has|had|said|says|did)\b|(?:[A-Z][\w.]+\s){1,3}(?:[a-z]+ed|said)\b)")
# What is joined inside it: each part is planned or possible by itself.
_JOINTS = {"zh": re.compile(r"[、，]|,(?!\d)|并(?!非|未)|以及"), "en": re.compile(r"\b(?:and|or)\b")}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how what it governs is meant; places count from the start of the sentence.

    `level` runs from -1 (denied) over 0 (open) to 3 (settled); `parts` are the stretches governed, where joined each.
    """

    start: int
    end: int
    family: str
    level: int
    parts: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def cues(sentence: str) -> tuple[Cue, ...]:
    """The words of `sentence` that say how what they govern is meant, in order."""
    text = plain(sentence)
    language = "zh" if _HAN.search(text) else "en"
    found = []
    for family, (level, side, pattern) in _families(language).items():
        for m in pattern.finditer(text):
            reach = _REACH[side](text, m.span(), language)
            found.append(Cue(m.start(), m.end(), family, level, _parts(text, *reach, language=language)))
    return tuple(sorted(found, key=lambda c: c.start))


def _after(text: str, cue: tuple[int, int], language: str) -> tuple[int, int]:
    mark = _ENDS[language].search(text, cue[1] + 1)
    # What is joined to it across a mark (，并…) is planned or possible with it.
    while mark and (joined := _GOES_ON[language].match(text, mark.end())):
        mark = _ENDS[language].search(text, joined.end())
    return cue[1], mark.start() if mark else len(text)


def _before(text: str, cue: tuple[int, int], language: str) -> tuple[int, int]:
    end = cue[0]
    return max((m.end() for m in _ENDS[language].finditer(text, 0, max(end - 1, 0))), default=0), end


def _beyond(text: str, cue: tuple[int, int], language: str) -> tuple[int, int]:
    """The main clause: behind the comma where the condition opens the sentence, else what stands before it."""
    opens = len(text[: cue[0]].strip(" “\"'")) <= _OPENING or text[cue[0] - 1 : cue[0]] in "，,：；"
    mark = _MARK.search(text, cue[1])
    if opens and mark:
        end = _MARK.search(text, mark.end())
        return mark.end(), end.start() if end else len(text)
    return (0, 0) if opens else _before(text, cue, language)


_REACH = {"": _after, "behind": _before, "beyond": _beyond}


def _parts(text: str, start: int, end: int, *, language: str) -> tuple[tuple[int, int], ...]:
    cuts = [start]
    for joint in _JOINTS[language].finditer(text, start, end):
        cuts += [joint.start(), joint.end()]
    cuts.append(end)
    found = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if text[a:b].strip()]
    own = next((i for i, (a, b) in enumerate(found) if i and _FINITE.match(text, a, b)), len(found))
    return tuple(found[:own])


@lru_cache(maxsize=2)
def _families(language: str) -> dict[str, tuple[int, str, re.Pattern[str]]]:
    edges = (r"\b(?:", r")(?!\w)") if language == "en" else ("(?:", ")")
    return {
        family: (row["level"], row.get("reach", ""), _pattern(row[language], edges))
        for family, row in table("cues").items()
    }


def _pattern(words: str, edges: tuple[str, str]) -> re.Pattern[str]:
    # `_` is a blank; `'ll` has no edge before it.
    return re.compile(edges[0] + "|".join(w.replace("_", " ") for w in words.split()) + edges[1], re.IGNORECASE)
