"""What the archive knows of one entity, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Citation:
    """The sentence that something stands on: `text[start:end]` of `article`, and whose report that is."""

    article: int
    start: int
    end: int
    text: str
    title: str = ""
    outlet: str = ""
    language: str = ""
    at: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """An entity as it is shown: its id, its type, and its best name in each language there is."""

    id: int
    type: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """The name for readers of `language`, else any."""
        return self.names.get(language) or next(iter(self.names.values()), "")


@dataclass(frozen=True, slots=True)
class Fact:
    """What sentences say of two entities, gathered: how many say it, since when, how sure it is and why.

    `confidence` is the chance that it is true, computed from `parts`: `sentences`, `outlets`, `hedged` (how many take
    it back or only report it) and `precision` (the share of right ones of this kind, as measured).
    """

    kind: str
    subject: Label
    object: Label | None
    value: str
    first: datetime
    last: datetime
    confidence: float
    parts: Mapping[str, float]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a timeline: a sentence about the entity, and how many reports there are of that event."""

    at: datetime
    citation: Citation
    story: int | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entity named together with this one: in how many reports, and how far beyond chance (NPMI, -1 to 1)."""

    label: Label
    together: int
    weight: float


@dataclass(frozen=True, slots=True)
class Mood:
    """The mean sentiment (-1 to 1) of `reports` reports that name the entity in one month (`2026-11`)."""

    period: str
    score: float
    reports: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount given in a sentence that names the entity."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Spelling:
    """An entity that is a spelling of this one: why it was joined (evidence in parts), and whether by an editor."""

    id: int
    name: str
    language: str
    articles: int
    why: Mapping[str, float]
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Who or what it is: names, offices, facts with their sentences, a timeline, neighbours, stories, outlets, mood.

    `names` are all spellings by language, the commonest first. `articles` counts the reports that name it; `looked_at`
    says how many of the newest the timeline, figures, neighbours and mood were made of.
    """

    id: int
    label: Label
    names: Mapping[str, tuple[str, ...]]
    articles: int
    looked_at: int
    first: datetime | None = None
    last: datetime | None = None
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Moment, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    stories: tuple[tuple[int, Mapping[str, str]], ...] = ()
    outlets: Mapping[str, int] = field(default_factory=dict)
    moods: tuple[Mood, ...] = ()
    figures: tuple[Figure, ...] = ()
    spellings: tuple[Spelling, ...] = ()
