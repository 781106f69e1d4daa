"""The queue's values: a sentence of the day's wire that is worth checking, who else says it, who says it otherwise."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from broadsheet.app.fact_checking import EarlierCheck
from broadsheet.core import Reason
from broadsheet.core.fact_check import QueueState

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """A report that says the same, or says it otherwise: `differs` in what, with this report's own words for it."""

    article: int
    outlet: str
    language: str
    sentence: str
    differs: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in a report: `text[start:end]` of the article's text, and what the report is."""

    article: int
    start: int
    end: int
    text: str
    language: str
    outlet: str
    title: str
    at: datetime

    @property
    def key(self) -> str:
        """What marks of this sentence are kept under, however it is spaced or punctuated."""
        return sentence_key(self.text)


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One claim of the queue. `score` is 0..1 and the weights of `parts` add up to its log-odds.

    `place` is where it was said first; `said_by` others that say it, copies included; `differing` those that give
    another figure or name, or deny it; `earlier` fact checks of it. `fact_check` is the one an editor made of it.
    """

    key: str
    place: Place
    story: int | None
    score: float = 0.0
    parts: tuple[Reason, ...] = ()
    said_by: tuple[Voice, ...] = ()
    differing: tuple[Voice, ...] = ()
    earlier: tuple[EarlierCheck, ...] = ()
    state: QueueState = "open"
    by: str = ""
    fact_check: int | None = None


def sentence_key(sentence: str) -> str:
    """The identity of a sentence: a hash of its letters and figures alone."""
    said = _SIGNS.sub("", sentence).casefold()
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
