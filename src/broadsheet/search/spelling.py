"""Spelling: a word of an alphabet that no article has, as it is spelt in the archive."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from broadsheet.search.engine import Engine
from broadsheet.search.query import Query
from broadsheet.search.tokens import is_han, stem

_SHORTEST = 4
"""Letters; shorter words are one edit from too many others."""
_BEGIN = (3, 2, 1)
"""Letters taken to be right, the more the better: slips are rarest at the beginning of a word (Pollock and Zamora, CACM
1984: 3.3 % of misspellings err in the first letter)."""
_TRIED = 400
_LIKE = 0.75
"""Ratcliff-Obershelp likeness of words one or two edits apart; fewer letters in common is another word."""


def instead(typed: str, query: Query, *, engine: Engine, written: Callable[[str], str]) -> str:
    """What was typed with its unknown words put right; empty when there is nothing to put right.

    `written` gives a word that has a stem, as some article writes it, or nothing.
    """
    better = typed
    for group in query.words:
        word = next((w for w in typed.casefold().split() if len(group) == 1 and stem(w) == group[0]), "")
        if word.isalpha() and len(word) >= _SHORTEST and not is_han(word) and not _known(group[0], engine=engine):
            likest = written(found) if (found := _likest(word, engine=engine)) else ""
            place = better.casefold().find(word)
            if likest and len(better) == len(better.casefold()):
                better = better[:place] + likest + better[place + len(word) :]
    return better if better != typed else ""


def _known(term: str, *, engine: Engine) -> bool:
    return any(engine.frequency(field, term) for field in ("title", "text"))


def _likest(word: str, *, engine: Engine) -> str:
    """The likest stem of a title, the more frequent of equals."""
    for letters in _BEGIN:
        options = [o for o in engine.beginning("title", word[:letters], n=_TRIED) if o.isalpha()]
        likest = _best(stem(word), options)
        if likest:
            return likest
    return ""


def _best(word: str, options: Sequence[str]) -> str:
    scored = [(SequenceMatcher(None, word, o).ratio(), -place, o) for place, o in enumerate(options)]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= _LIKE else ""
