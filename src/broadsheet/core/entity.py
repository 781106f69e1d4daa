"""Who and what the reports name: entities as they are kept, and what a sentence says of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntityType = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One name as one person, organisation, place or other thing bears it.

    `key` is the name folded for comparison, `family` (`person` or `thing`) keeps a person from a place of that name,
    and `sense` counts the namesakes. `head` is the id of the entity it is another spelling of, or None where it stands
    for itself; `articles` is how many reports name it, and `weight` how many name it or a spelling of it. `decided` is
    true where an editor named it or said what it belongs to.
    """

    key: str
    family: str
    type: str
    name: str
    language: str = ""
    sense: int = 0
    head: int | None = None
    articles: int = 0
    weight: int = 0
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that says one thing: `subject` stands in the relation `kind` to `object`.

    `subject` and `object` are entity ids (`object` None where there is none), `value` is what is said beside them (an
    office, a share, a date). The sentence is `text[start:end]` of `article`; `at` is when that was published.
    `hedged` marks what is denied, planned, possible or only reported.
    """

    article: int
    kind: str
    subject: int
    object: int | None
    value: str
    start: int
    end: int
    at: datetime | None = None
    hedged: bool = False
