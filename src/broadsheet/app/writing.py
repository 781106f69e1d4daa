"""Writing: from chosen sources to a checked draft, through the desk's hands, to the public."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from broadsheet import models, nlp, publish, verify, write
from broadsheet.app import styles
from broadsheet.app.gathering import Gathering, used
from broadsheet.app.model_notices import nobody, noted
from broadsheet.app.models import ModelShelf
from broadsheet.core import (
    ConflictError,
    Draft,
    Evidence,
    InvalidInputError,
    Piece,
    Publication,
    Report,
    Stored,
)
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
    """The part of the newsroom that writes, checks and publishes."""

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
        if subject and not evidence and not write.kind(kind).fiction:
            evidence = self.about_topic(subject, language=asked.language, given=bool(asked.facts))
            if evidence:
                yield Piece("notice", text=used(evidence, asked.language))
        language = asked.language or _language_of(evidence) or self.settings.language or "en"
        model = self.language_model(asked.model)
        if model is None and not asked.model and (lacking := nobody(self.task_models("prose"), language=language)):
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
            draft = replace(piece.draft, usage=self.cost_of(model, piece.draft.usage)) if piece.draft else None
            kept = self.store.drafts.add(draft) if draft and save else None
            if kept:
                self.came_of(model, f"draft:{kept}")
            yield replace(piece, draft=draft, draft_id=kept)

    def _controls(self, asked: Order) -> Controls:
        return replace(asked.controls, style=styles.read(asked.style, self.home)) if asked.style else asked.controls

    def styles(self) -> list[str]:
        """The house styles there are: this newsroom's own, and those that come with the program."""
        return styles.names(self.home)

    def check(self, text: str, evidence: Sequence[Evidence], *, language: str = "") -> Report:
        """The report on a text against its evidence; raises `EmptyEvidenceError` and `InvalidInputError`."""
        spoken = language or nlp.detect(text)
        abroad = any(e.language and e.language != spoken for e in evidence)
        return verify.check(text, evidence, language=spoken, embedder=self.embedder if abroad else None)

    def kinds(self) -> list[str]:
        """The kinds of piece that can be written."""
        return write.kinds()

    def draft(self, id: int) -> Stored[Draft]:
        """The latest revision of a draft; raises `NotFoundError`."""
        return self.store.drafts.get(id)

    def drafts(self, *, state: str = "", limit: int = 50) -> list[Stored[Draft]]:
        """Drafts, newest first."""
        return list(self.store.drafts.list(state=state, limit=limit))

    def draft_revision(self, id: int) -> int:
        """The number of a draft's latest revision; raises `NotFoundError`."""
        return self.store.drafts.revision(id)

    def draft_revisions(self, id: int) -> list[tuple[int, datetime, Draft]]:
        """Every revision of a draft with its number and time, oldest first."""
        return self.store.drafts.revisions(id)

    def edit_draft(self, id: int, text: str, *, by: str, expected: int | None = None) -> Stored[Draft]:
        """Put a person's text in the place of the chosen variant's, check it and keep it.

        Raises `ConflictError` when `expected` is not the latest revision.
        """
        draft = self.draft(id).value
        report = self._report(draft, text)
        edited = publish.edit(draft, text, by=by, at=self.now(), report=report)
        self.store.drafts.revise(id, edited, expected=self._latest(id, expected))
        return self.draft(id)

    def choose_variant(self, id: int, variant: int, *, by: str) -> Stored[Draft]:
        """Work on another variant of the draft; raises `InvalidInputError` when there is none of that number."""
        draft, revision = self.draft(id).value, self.draft_revision(id)
        if not 0 <= variant < len(draft.variants):
            raise InvalidInputError(
                "there is no such variant", asked=str(variant), choices=[str(n) for n in range(len(draft.variants))]
            )
        if not by.strip() or draft.state not in ("draft", "review"):
            raise ConflictError("the variant can't be changed now", asked=f"by {by!r}", found=f"state {draft.state}")
        self.store.drafts.revise(id, replace(draft, chosen=variant, cleared=(), state="draft"), expected=revision)
        return self.draft(id)

    def decide(self, id: int, action: str, *, by: str, note: str = "") -> Stored[Draft]:
        """Take one step at the desk: submit, approve, reject, clear, publish, correct or withdraw.

        Raises `ConflictError` when the step is not allowed now, and says what stands in its way.
        """
        draft, revision = self.draft(id).value, self.draft_revision(id)
        moved = publish.advance(draft, action, by=by, at=self.now(), note=note)
        self.store.drafts.revise(id, moved, expected=revision)
        if moved.state in ("published", "corrected", "withdrawn"):
            self._release(id)
        return self.draft(id)

    def correct(self, id: int, text: str, *, by: str, note: str) -> Stored[Draft]:
        """Publish a corrected text of a published draft, with a note its readers see."""
        draft, revision = self.draft(id).value, self.draft_revision(id)
        report = self._report(draft, text)
        moved = publish.correct(draft, text, by=by, at=self.now(), note=note, report=report)
        self.store.drafts.revise(id, moved, expected=revision)
        self._release(id)
        return self.draft(id)

    def _report(self, draft: Draft, text: str) -> Report:
        return write.report_of(draft, text)

    def _latest(self, id: int, expected: int | None) -> int:
        return self.draft_revision(id) if expected is None else expected

    def _release(self, id: int) -> None:
        piece = publish.publication(self.draft(id), self.now())
        known = self.store.publications.of_draft(id)
        if known:
            self.store.publications.update(known.id, replace(piece, published=known.value.published))
        else:
            self.store.publications.add(piece)

    def publications(self, *, language: str = "", limit: int = 50) -> list[Stored[Publication]]:
        """What was published, newest first."""
        return list(self.store.publications.list(language=language, limit=limit))

    def publication(self, id: int) -> Stored[Publication]:
        """One publication; raises `NotFoundError`."""
        return self.store.publications.get(id)

    def publication_of(self, draft: int) -> Stored[Publication] | None:
        """The publication of a draft, if it is published."""
        return self.store.publications.of_draft(draft)

    def render(self, id: int, format: str = "html") -> bytes:
        """A publication in a format, with its labels; raises `UnknownNameError` with the formats there are."""
        return publish.render(self.publication(id), format)

    def feed(self, format: str = "rss", *, language: str = "") -> bytes:
        """What was published as a feed; a withdrawn piece is a tombstone under its old id."""
        path = f"feeds/{format}" + (f"?language={language}" if language else "")
        site = publish.Site(
            title=self.settings.name,
            url=self.settings.site,
            language=language,
            feed_url=f"{self.settings.site.rstrip('/')}/{path}",
            piece_path="published/{id}",
        )
        return publish.feed(self.publications(language=language), format, site)

    def formats(self) -> list[str]:
        """The formats of one piece."""
        return publish.formats()

    def feeds(self) -> list[str]:
        """The formats of feeds."""
        return publish.feeds()


def _with_topic(kind: str, facts: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    """The facts with what the text is about, for a kind that asks for it."""
    takes = any(f.name == "topic" for f in fields(write.kind(kind).facts))
    return {"topic": subject, **facts} if subject and takes else facts


def _language_of(evidence: Sequence[Evidence]) -> str:
    counted = Counter(e.language for e in evidence if e.language)
    return counted.most_common(1)[0][0] if counted else ""
