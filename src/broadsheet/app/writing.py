"""Writing: from chosen sources, a topic or facts to a checked draft."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from broadsheet import models, write
from broadsheet.app import styles
from broadsheet.app.gathering import Gathering, used
from broadsheet.app.model_notices import nobody, noted
from broadsheet.app.model_settings import Task
from broadsheet.app.models import ModelShelf
from broadsheet.core import Evidence, Piece
from broadsheet.write import Controls


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the writer: the facts, the evidence, and how it should read. `style` names a house style."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    language: str = ""
    n: int = 1
    tone: str = ""
    length: int | None = None
    options: models.Options | None = None
    model: str | None = None
    controls: Controls = field(default_factory=Controls)
    style: str = ""


class Writing(Gathering, ModelShelf):
    """The part of the newsroom that writes."""

    def write(
        self,
        kind: str,
        *,
        sources: Sequence[str] = (),
        topic: str = "",
        keywords: Sequence[str] = (),
        save: bool = True,
        **order: Any,
    ) -> Iterator[Piece]:
        """Write a piece of `kind`, streamed; the last `Piece` holds the draft and the id it is kept under.

        `order` takes the fields of `Order`: facts, evidence, language, n, tone, length, controls, style, options, model
        (None: the newsroom's own; `none`: templates and extraction). A `topic` or `keywords` without sources are looked
        up in the archive first, and what was found is said; beside sources they say what matters in them. Raises
        `EmptyEvidenceError`, `UnknownNameError`, `MissingModelError` before anything is written.
        """
        asked = Order(kind, **order)
        evidence = [*asked.evidence, *self.evidence(sources)]
        subject = " ".join(word for word in (topic, *keywords) if word.strip())
        looked_up = bool(subject and not evidence and not write.kind(kind).fiction)
        if looked_up:
            evidence = self.about_topic(subject, language=asked.language, given=bool(asked.facts))
        language = asked.language or _language_of(evidence) or self.settings.language or "en"
        if looked_up and evidence:
            yield Piece("notice", text=used(evidence, language))
        model = self.language_model(asked.model, task=_task(kind))
        if model is None and not asked.model and (lacking := nobody(self.task_models(_task(kind)), language=language)):
            yield Piece("notice", lacking)
        pieces = write.draft(
            kind,
            facts=_with_topic(kind, asked.facts, subject),
            evidence=evidence,
            language=language,
            model=model,
            options=asked.options or models.Options(),
            n=asked.n,
            tone=asked.tone,
            length=asked.length,
            controls=self._controls(asked),
        )
        for piece in noted(pieces, model, language=language):
            yield self._stored(piece, model) if save else self._costed(piece, model)

    def _costed(self, piece: Piece, model: models.LanguageModel | None) -> Piece:
        """The piece, its draft with what it cost."""
        draft = piece.draft
        return replace(piece, draft=replace(draft, usage=self.cost_of(model, draft.usage))) if draft else piece

    def _stored(self, piece: Piece, model: models.LanguageModel | None) -> Piece:
        """The piece with the id its draft is kept under, and its cost in the books beside that."""
        piece = self._costed(piece, model)
        if piece.draft is None:
            return piece
        kept = self.store.drafts.add(piece.draft)
        self.came_of(model, f"draft:{kept}")
        return replace(piece, draft_id=kept)

    def _controls(self, asked: Order) -> Controls:
        return replace(asked.controls, style=styles.read(asked.style, self.home)) if asked.style else asked.controls

    def styles(self) -> list[str]:
        """The house styles there are: this newsroom's own, and those that come with the program."""
        return styles.names(self.home)

    def kinds(self) -> list[str]:
        """The kinds of piece that can be written."""
        return write.kinds()


def _task(kind: str) -> Task:
    """Which of the newsroom's models a kind is written by."""
    return "translation" if kind == "translation" else "prose"


def _with_topic(kind: str, facts: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    """The facts with what the text is about, for a kind that asks for it."""
    takes = any(f.name == "topic" for f in fields(write.kind(kind).facts))
    return {"topic": subject, **facts} if subject and takes else facts


def _language_of(evidence: Sequence[Evidence]) -> str:
    counted = Counter(e.language for e in evidence if e.language)
    return counted.most_common(1)[0][0] if counted else ""
