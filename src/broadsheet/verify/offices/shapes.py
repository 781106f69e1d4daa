"""An office as a sentence gives it to somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """`holder` is in the office `title`: its last word or words, with its `rank` (副, former) and what it is of.

    `start..end` is the title's place in the sentence and `text` the stretch; `scope` are the words that say of what
    (文化 of 文化部长, foreign of foreign minister), `body` the place or body named with it, or empty.
    """

    holder: str
    title: str
    start: int
    end: int
    text: str
    rank: str = ""
    scope: frozenset[str] = frozenset()
    body: str = ""
