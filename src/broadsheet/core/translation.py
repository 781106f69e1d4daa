"""A text beside its translation: sentence by sentence, with what was kept of every value, name and turn."""

from dataclasses import dataclass, field
from typing import Literal

from broadsheet.core.draft import Usage, Writer

Matter = Literal["number", "date", "time", "score", "name", "quotation", "negation", "hedge", "length", "sentence"]
Bearing = Literal["kept", "changed", "missing", "added", "doubtful"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place in a text: `text` is what stands from `start` to `end`, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a translation must keep, with both its places and what became of it.

    `source` is None for what was added, `target` for what is missing. `doubtful` is for an editor to look at.
    """

    matter: Matter
    bearing: Bearing
    source: Stretch | None = None
    target: Stretch | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence (or two that became one) with its translation and the marks in it.

    `written_by` says who wrote the translation; `short` that it fell short after a second try.
    """

    source: Stretch
    target: Stretch
    marks: tuple[Mark, ...] = ()
    written_by: Writer = "person"
    short: bool = False


def _json_name(name: str) -> str:
    return "pass" if name == "passed" else name


@dataclass(frozen=True, slots=True)
class Parity:
    """Whether a translation keeps what its source says; `passed` (in JSON `pass`) when nothing is lost or changed."""

    passed: bool
    source_language: str
    target_language: str
    pairs: tuple[Pair, ...] = ()

    __pydantic_config__ = {"alias_generator": _json_name, "populate_by_name": True}  # noqa: RUF012 - pydantic reads it

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, in the order of the text."""
        return tuple(mark for pair in self.pairs for mark in pair.marks)


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation with its parity report; `names` are the renderings that were asked for, source to target."""

    text: str
    source_language: str
    language: str
    parity: Parity
    names: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    model: str = "none"
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Rendering:
    """One event of a translation being made.

    `text`: a stretch of raw model output; `notice`: something the editor should know; `pair`: a finished sentence;
    `translation`: the whole, last.
    """

    event: Literal["text", "notice", "pair", "translation"]
    text: str = ""
    pair: Pair | None = None
    translation: Translation | None = None
