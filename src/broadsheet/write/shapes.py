"""The values a draft is made of on its way: what was asked, what must be said, and the parts that say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.core import Evidence, Sentence, Span
from broadsheet.core.draft import Writer
from broadsheet.write.controls import Controls


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be written. `facts` is the kind's own `Facts`; `given` all facts by name, as text.

    `evidence` holds the sources and the facts (as `fact:NAME`). `length` is words in English, characters in Chinese;
    None leaves it to the kind. `tone` is in the editor's words, or empty for neutral. `controls` is what else is asked
    of the text, and `seed` what a kind draws by where it has a choice.
    """

    kind: str
    language: str
    facts: Any
    given: Mapping[str, str]
    evidence: tuple[Evidence, ...]
    tone: str = ""
    length: int | None = None
    controls: Controls = field(default_factory=Controls)
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that must be said. `text` is printable as it stands; `spans` are where it is said.

    `outlet` is who says so (empty for a fact). `disputed` are its figures that another report gives otherwise: they may
    only be printed with who gives them. `joined`: it leans on the point before it and stays next to it. `also` are the
    other outlets that tell it.
    """

    text: str
    spans: tuple[Span, ...]
    outlet: str = ""
    disputed: frozenset[float] = frozenset()
    joined: bool = False
    also: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The evidence this was taken from."""
        return self.spans[0].source


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be said, in order. `dateline` is a place as a source printed it; `day` the newest source's date.

    `notices` are for the editor: reports that differ, sources left out. `titles` are the sources' own headlines.
    """

    points: tuple[Point, ...]
    titles: tuple[Point, ...] = ()
    dateline: Span | None = None
    day: tuple[int, int] | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the text with what stands before it (nothing, a blank, a paragraph break)."""

    text: str
    spans: tuple[Span, ...]
    joint: str = ""
    written_by: Writer = "template"

    @property
    def sentence(self) -> Sentence:
        """The part as it is kept in the draft."""
        return Sentence(self.text, self.written_by, self.spans)


def text_of(parts: list[Part]) -> str:
    """The printed text of the parts."""
    return "".join(part.joint + part.text for part in parts).strip()


@dataclass(frozen=True, slots=True)
class Example:
    """A real enough request: facts by name and sources."""

    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
