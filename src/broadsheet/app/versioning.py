"""What becomes of a text between two saves by name: autosaves, versions side by side, and two editors' texts."""

from dataclasses import dataclass
from datetime import datetime

from broadsheet import publish, write
from broadsheet.app.reviewing import Reviewing
from broadsheet.core import Change, InvalidInputError, NotFoundError, Stored, Variant
from broadsheet.core.unsaved import Unsaved

# A page of a newspaper has about 10,000 characters; a text this long is no draft, and every state of it is kept.
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Version:
    """A revision of a draft: its number, when and by whom it was saved, what was done (`edit` ...), its text."""

    number: int
    saved: datetime
    by: str
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two texts that came from revision `base`: what is saved as `revision` by `by`, and what is not saved."""

    base: int
    revision: int
    by: str
    parts: tuple[publish.Part, ...]

    @property
    def conflicts(self) -> int:
        """How many places both editors changed, and differently."""
        return sum(part.side == "conflict" for part in self.parts)


class Versioning(Reviewing):
    """The part of the newsroom that loses no text."""

    def autosave(self, unsaved: Unsaved) -> Stored[Unsaved]:
        """Keep what an editor typed, as no revision.

        Raises `NotFoundError`, and `InvalidInputError` over 200,000 characters.
        """
        if len(unsaved.text) > LONGEST:
            raise InvalidInputError(
                "the text is too long to keep", found=str(len(unsaved.text)), asked=f"{LONGEST} at most"
            )
        self.draft_revision(unsaved.draft)
        return self.store.autosaves.keep(unsaved)

    def unsaved(self, id: int) -> list[Stored[Unsaved]]:
        """What editors typed into a draft and have not saved by name, newest first."""
        return self.store.autosaves.list(id)

    def put_away(self, unsaved: Unsaved) -> None:
        """Forget what an editor's window autosaved; its text was saved by name, or is not wanted."""
        self.store.autosaves.settle(unsaved)

    def versions(self, id: int) -> list[Version]:
        """Every revision of a draft, newest first; raises `NotFoundError`."""
        self.draft_revision(id)
        found: list[Version] = []
        steps = 0
        for number, saved, draft in self.draft_revisions(id):
            step = draft.history[-1] if len(draft.history) > steps else None
            steps = len(draft.history)
            text = draft.variants[draft.chosen].text
            found.append(Version(number, saved, step.by if step else "", step.action if step else "", text))
        return found[::-1]

    def version(self, id: int, number: int) -> Version:
        """One revision of a draft; raises `NotFoundError`."""
        for version in self.versions(id):
            if version.number == number:
                return version
        raise NotFoundError("the draft has no such revision", asked=str(number), found=str(self.draft_revision(id)))

    def compare_versions(self, id: int, before: int, after: int) -> tuple[Change, ...]:
        """What changed from one revision to another, word by word; raises `NotFoundError`."""
        return write.word_diff(self.version(id, before).text, self.version(id, after).text)

    def meet(self, id: int, mine: str, *, base: int) -> Meeting:
        """`mine`, which was typed over revision `base`, beside what is saved now; raises `NotFoundError`."""
        latest = self.versions(id)[0]
        theirs = next((v.by for v in self.versions(id) if v.number > base and v.by), latest.by)
        parts = publish.merge(self.version(id, base).text, latest.text, mine)
        return Meeting(base, latest.number, theirs, parts)

    def preview_edit(self, id: int, text: str) -> Variant:
        """The draft's text as it would be after an edit: checked, each sentence with its writer; nothing is kept.

        Raises `NotFoundError`, and `ConflictError` for a draft that is public.
        """
        draft = self.draft(id).value
        if not text.strip():
            return Variant(text)
        report = write.report_of(draft, text)
        edited = publish.edit(draft, text, by="preview", at=self.now(), report=report)
        return edited.variants[edited.chosen]
