"""A text in the making: its sentences with who wrote each and what each stands on, and what was decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from broadsheet.core.evidence import Evidence, Report, Span

Writer = Literal["model", "template", "person"]
State = Literal["draft", "review", "approved", "published", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a headline, or a post) with who wrote it and the spans it stands on."""

    text: str
    written_by: Writer
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One candidate text. `text` is what is printed; the sentences' texts appear in it in order."""

    text: str
    sentences: tuple[Sentence, ...] = ()
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What asking a model cost: tokens in and out, wall-clock seconds, seconds to the first token.

    `cpu_seconds` are processor time; `joules` is the energy and `method` how it is known: `rapl` (the processor's own
    counter), `nvml` (the graphics card's), `model` (reckoned from processor time), joined with + where several; empty
    where nobody here knows, as with a server elsewhere. `model` is the name of the model that answered.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    first_token_seconds: float = 0.0
    cpu_seconds: float = 0.0
    joules: float = 0.0
    method: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step a person took: `action` is edit, clear, submit, approve, publish, correct, withdraw or reject."""

    action: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece of a kind in a language, with its variants, the evidence it may rely on and its history.

    `variants[chosen]` is the one being worked on. `cleared` holds the texts of unsupported sentences that an editor
    accepted by name. `model` is the model's name, or `none` for templates and extraction. `prompts` are the versions of
    the prompts it was phrased with (`brief@2`), and `controls` the rules that were asked for.
    """

    kind: str
    language: str
    variants: tuple[Variant, ...]
    title: str = ""
    chosen: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[Evidence, ...] = ()
    model: str = "none"
    options: Mapping[str, Any] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    state: State = "draft"
    cleared: tuple[str, ...] = ()
    history: tuple[Decision, ...] = ()
    prompts: tuple[str, ...] = ()
    controls: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """One event of a draft being written.

    `plan`: `text` is what is about to be said; `text`: a stretch of raw model output; `sentence`: a finished
    sentence; `notice`: something the editor should know (a sentence was replaced, the model failed); `variant`: a
    finished variant; `draft`: the whole, last, with `draft_id` once it is kept.
    """

    event: Literal["plan", "text", "sentence", "notice", "variant", "draft"]
    text: str = ""
    variant: int = 0
    sentence: Sentence | None = None
    draft: Draft | None = None
    draft_id: int | None = None
