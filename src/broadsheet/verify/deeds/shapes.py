"""A deed that a sentence tells, and the two it is told of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One that does or is done to, as the sentence names it: `head` is the name or noun the phrase comes down to."""

    text: str
    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Deed:
    """`doer` did `deed` to `other`; places count in the sentence. `deed` is a class of verbs or a verb's own stem."""

    deed: str
    doer: Party
    other: Party
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, with the preposition before it; `named` when a name is in it.

    `described` when it comes after 的, which may close a clause that describes it (逮捕了涉嫌诈骗的赵刚).
    """

    parties: tuple[Party, ...]
    preposition: str = ""
    named: bool = True
    described: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, in English its base form, with its place and whether it is a passive."""

    text: str
    start: int
    end: int
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a clause or of a phrase of time; after a `hard` one, the next takes no subject from it."""

    hard: bool = False
