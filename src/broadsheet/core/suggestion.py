"""What the writing assistant offers for a selection of a text, and what a person made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from broadsheet.core.draft import Sentence, Usage
from broadsheet.core.evidence import Report

Op = Literal["same", "delete", "insert"]
Fate = Literal["", "accepted", "edited", "refused"]
# What an edit does to the text when it is accepted: `after` stands in the place of the selection, goes in behind it,
# or is a headline to choose; a note changes nothing.
Effect = Literal["replace", "insert", "headline", "note"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a word diff. `same` and `delete` joined are the text before, `same` and `insert` the one after."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of a source that bears on the selection: `text` is `source`'s `[start:end]`; `says` is its bearing.

    `says` is `supports`, `contradicts`, `mentions` or `explains`; `about` is the sentence or the name it bears on.
    """

    source: str
    text: str
    start: int = 0
    end: int = 0
    title: str = ""
    outlet: str = ""
    url: str = ""
    says: str = "supports"
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`after` for `before`, which is `text[start:end]` of the text it was asked for; nothing else is ever changed.

    `diff` tells the two apart word by word, `alternatives` are others to choose from, `sentences` say who wrote each
    sentence of `after` and what it stands on, `notes` what an editor should know. `prompts` are the versions of the
    prompts that a model was asked with. `fate` is empty until a person settled it; `final` is then what stands.
    """

    edit: str
    effect: Effect
    language: str
    start: int
    end: int
    before: str
    after: str
    diff: tuple[Change, ...] = ()
    alternatives: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    report: Report | None = None
    notes: tuple[str, ...] = ()
    model: str = "none"
    options: Mapping[str, Any] = field(default_factory=dict)
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    instruction: str = ""
    context: tuple[str, ...] = ()
    draft: int | None = None
    fate: Fate = ""
    final: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One event of a suggestion being made.

    `text` is a stretch of raw model output, `notice` something the editor should know, `suggestion` the whole, last,
    with the `id` it is kept under.
    """

    event: Literal["text", "notice", "suggestion"]
    text: str = ""
    suggestion: Suggestion | None = None
    id: int | None = None
