"""Reviewing: a draft through the desk's hands, each step and each text kept, until it is public."""

from dataclasses import replace
from datetime import datetime

from broadsheet import publish, write
from broadsheet.app.publishing import Publishing
from broadsheet.core import ConflictError, Draft, InvalidInputError, Stored


class Reviewing(Publishing):
    """The part of the newsroom that keeps drafts and decides on them."""

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
        report = write.report_of(draft, text)
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
            self.release(self.draft(id))
        return self.draft(id)

    def correct(self, id: int, text: str, *, by: str, note: str) -> Stored[Draft]:
        """Publish a corrected text of a published draft, with a note its readers see."""
        draft, revision = self.draft(id).value, self.draft_revision(id)
        report = write.report_of(draft, text)
        moved = publish.correct(draft, text, by=by, at=self.now(), note=note, report=report)
        self.store.drafts.revise(id, moved, expected=revision)
        self.release(self.draft(id))
        return self.draft(id)

    def _latest(self, id: int, expected: int | None) -> int:
        return self.draft_revision(id) if expected is None else expected
