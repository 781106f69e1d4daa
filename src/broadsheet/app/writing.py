"""Writing: from chosen sources to a checked draft, through the desk's hands, to the public."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet import ingest, models, nlp, publish, search, verify, write
from broadsheet.app.knowing import Knowing
from broadsheet.app.model_notices import nobody, noted
from broadsheet.app.models import ModelShelf
from broadsheet.core import (
    Article,
    ConflictError,
    Draft,
    EmptyEvidenceError,
    Evidence,
    InvalidInputError,
    Piece,
    Publication,
    Report,
    Stored,
)

TOPIC_SOURCES = 12  # hits looked at for a topic; those of one story are written from


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the writer: the facts, the evidence, and how it should read."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    language: str = ""
    n: int = 1
    tone: str = ""
    length: int | None = None
    options: models.Options | None = None
    model: str | None = None


def as_evidence(stored: Stored[Article]) -> Evidence:
    """An article as something that may be relied on."""
    a = stored.value
    return Evidence(f"article:{stored.id}", a.text, a.title, a.outlet, a.url, a.language, a.published)


class Writing(Knowing, ModelShelf):
    """The part of the newsroom that writes, checks and publishes."""

    def evidence(self, sources: Sequence[str]) -> list[Evidence]:
        """What is named: article ids (`42` or `article:42`), `entity:7`, files, folders, addresses.

        Raises what reading raises.
        """
        return [e for source in sources for e in self._read(source)]

    def _read(self, source: str) -> Iterator[Evidence]:
        id = source.removeprefix("article:")
        if id.isdecimal() and not Path(source).exists():
            yield as_evidence(self.article(int(id)))
            return
        if source.startswith("entity:"):
            yield from self.evidence_about(source.removeprefix("entity:"))
            return
        is_web = source.startswith(("http://", "https://"))
        for item in ingest.read(source, http=self.web if is_web else None):
            if isinstance(item, ingest.Problem):
                raise item.error
            if isinstance(item, Article):
                yield replace(as_evidence(Stored(0, item, self.now())), source=item.url or source)

    def write(
        self, kind: str, *, sources: Sequence[str] = (), topic: str = "", save: bool = True, **order: Any
    ) -> Iterator[Piece]:
        """Write a piece of `kind`, streamed; the last `Piece` holds the draft and the id it is kept under.

        `order` takes the fields of `Order`: facts, evidence, language, n, tone, length, options, model (None: the
        newsroom's own; `none`: templates and extraction). A `topic` without sources is looked up in the archive first.
        Raises `EmptyEvidenceError`, `UnknownNameError`, `MissingModelError` before anything is written.
        """
        asked = Order(kind, **order)
        evidence = [*asked.evidence, *self.evidence(sources)]
        if topic and not evidence:
            evidence = self._about(topic, asked.language)
            yield Piece("notice", text=_used(evidence, asked.language))
        language = asked.language or _language_of(evidence) or self.settings.language or "en"
        model = self.language_model(asked.model)
        if model is None and not asked.model and (lacking := nobody(self.task_models("prose"), language=language)):
            yield Piece("notice", lacking)
        pieces = write.draft(
            kind,
            facts=asked.facts,
            evidence=evidence,
            language=language,
            model=model,
            options=asked.options or models.Options(),
            n=asked.n,
            tone=asked.tone,
            length=asked.length,
        )
        for piece in noted(pieces, model, language=language):
            draft = replace(piece.draft, usage=self.cost_of(model, piece.draft.usage)) if piece.draft else None
            kept = self.store.drafts.add(draft) if draft and save else None
            if kept:
                self.came_of(model, f"draft:{kept}")
            yield replace(piece, draft=draft, draft_id=kept)

    def _about(self, topic: str, language: str) -> list[Evidence]:
        filters = search.Filters(language=language)
        hits = self.index.find(topic, n=TOPIC_SOURCES, filters=filters) or self.index.find(topic, n=TOPIC_SOURCES)
        found = self.store.articles.get_many(self._of_one_story([h.article for h in hits]))
        if not found:
            raise EmptyEvidenceError(
                "the archive has nothing on this topic, so there is nothing to write from",
                asked=topic,
                do="name sources with --source, or ingest some first",
            )
        return [as_evidence(a) for a in found]

    def _of_one_story(self, ids: Sequence[int]) -> Sequence[int]:
        """The best hit and the others that tell of the same event: a brief that mixes events is about none."""
        if not ids:
            return ids
        members = self.store.stories.members()
        event = members.get(ids[0])
        return [id for id in ids if id == ids[0] or (event is not None and members.get(id) == event)]

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


def _language_of(evidence: Sequence[Evidence]) -> str:
    counted = Counter(e.language for e in evidence if e.language)
    return counted.most_common(1)[0][0] if counted else ""


def _used(evidence: Sequence[Evidence], language: str) -> str:
    named = [f"{e.title} ({e.outlet})" if e.outlet else e.title for e in evidence]
    lead = "档案中用到的报道：" if language == "zh" else "Reports used from the archive: "
    return lead + "; ".join(named)
