"""Where a word that was asked for, or forbidden, stands in a text; and which parts of a text are quotations."""

import re
import unicodedata
from functools import lru_cache

# A word with Han characters is found wherever it stands; others only whole.
_HAN = re.compile("[\u3400-\u9fff]")
_QUOTED = re.compile(r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)")


@lru_cache(maxsize=512)
def _pattern(word: str) -> re.Pattern[str]:
    stem = word.rstrip("*")
    inner = r"\s+".join(re.escape(piece) for piece in _folded(stem).split())
    if _HAN.search(stem):
        return re.compile(inner)
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){inner}{end}")


def _folded(text: str) -> str:
    """The text in one width and case, character for character, so that offsets stay."""
    folded = []
    for c in text:
        one = unicodedata.normalize("NFKC", c).casefold()
        folded.append(one if len(one) == 1 else c)
    return "".join(folded)


def places(text: str, word: str) -> list[tuple[int, int]]:
    """Where `word` stands in `text`: whole words without regard to case and width; `kill*` takes in killed."""
    return [m.span() for m in _pattern(word).finditer(_folded(text))]


def has(text: str, word: str) -> bool:
    """Whether `word` stands in `text`."""
    return bool(places(text, word))


def quotations(text: str) -> list[tuple[int, int]]:
    """The quoted stretches of a text, marks included."""
    return [m.span() for m in _QUOTED.finditer(text)]


def is_within(place: tuple[int, int], stretches: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the stretches."""
    return any(a <= place[0] and place[1] <= b for a, b in stretches)
