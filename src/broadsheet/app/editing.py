"""Editing: suggestions for a selection of a text, their fates, and what was learnt exported."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from broadsheet import models, write
from broadsheet.app.writing import Writing
from broadsheet.core import (
    Draft,
    Evidence,
    InvalidInputError,
    Offer,
    Stored,
    Suggestion,
    UnknownNameError,
)
from broadsheet.core.suggestion import Fate

_FATES = ("accepted", "edited", "refused")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the writing assistant beside the edit and the text.

    `start` and `end` are the selection (an `end` of None is the text's), `evidence` and `sources` what the text may
    stand on, `draft` the draft it belongs to, whose sources count too. `model` None is the newsroom's own.
    """

    start: int = 0
    end: int | None = None
    language: str = ""
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()
    draft: int | None = None
    instruction: str = ""
    length: int | None = None
    n: int = 1
    model: str | None = None
    options: models.Options = field(default_factory=models.Options)


class Editing(Writing):
    """The part of the newsroom that edits what somebody wrote, and never on its own."""

    def edits(self) -> list[write.Edit]:
        """The edits there are."""
        return [write.edit(name) for name in write.edits()]

    def suggest(self, edit: str, text: str, *, save: bool = True, **asked: Any) -> Iterator[Offer]:
        """What the edit offers for the selection, streamed; the last `Offer` holds it and the id it is kept under.

        `asked` takes the fields of `Request`. Raises `UnknownNameError`, `InvalidInputError` (a selection that is not
        within the text), `EmptyEvidenceError`, `MissingModelError` and `NotFoundError` before anything is made.
        """
        request = Request(**asked)
        what = write.edit(edit)
        model = self.language_model(request.model, task="edits") if what.asks_a_model else None
        offers = write.suggest(
            edit,
            self._selection(what, text, request),
            model=model,
            options=request.options,
            n=request.n,
        )
        return self._offered(offers, draft=request.draft, save=save)

    def suggestion(self, id: int) -> Stored[Suggestion]:
        """A suggestion; raises `NotFoundError`."""
        return self.store.suggestions.get(id)

    def settle(self, id: int, fate: Fate, *, text: str = "", by: str = "") -> Stored[Suggestion]:
        """Note what a person made of a suggestion: `accepted`, `edited` (then `text` is what stands) or `refused`.

        Raises `NotFoundError`, `InvalidInputError`, and `ConflictError` when it was settled otherwise before.
        """
        if fate not in _FATES:
            raise UnknownNameError(f"there is no fate called {fate!r}", asked=fate, choices=_FATES)
        if fate == "edited" and not text.strip():
            raise InvalidInputError("an edited suggestion has a text", do="give the text that stands now")
        known = self.suggestion(id).value
        stands = {"accepted": text or known.after, "edited": text, "refused": known.before}[fate]
        self.store.suggestions.settle(id, replace(known, fate=fate, final=stands, by=by))
        return self.suggestion(id)

    def suggestions_export(self) -> Iterator[str]:
        """Every settled suggestion as a line of JSON: what was asked, offered and preferred, for training by examples.

        `chosen` is the text that a person let stand, `rejected` the one they did not want, or null.
        """
        for stored in self.store.suggestions.settled():
            yield json.dumps(_example(stored), ensure_ascii=False)

    def _selection(self, what: write.Edit, text: str, request: Request) -> write.Selection:
        selection = write.select(
            text, request.start, request.end, language=request.language, may_be_empty=what.effect == "insert"
        )
        draft = self.draft(request.draft).value if request.draft is not None else None
        given = (*request.evidence, *self.evidence(request.sources), *(draft.sources if draft else ()))
        return replace(
            selection,
            evidence=given,
            instruction=request.instruction.strip(),
            length=request.length,
            fiction=_is_fiction(draft),
            seed=request.options.seed,
        )

    def _offered(self, offers: Iterator[Offer], *, draft: int | None, save: bool) -> Iterator[Offer]:
        for offer in offers:
            if offer.suggestion is None:
                yield offer
                continue
            made = replace(offer.suggestion, draft=draft)
            yield replace(offer, suggestion=made, id=self.store.suggestions.add(made) if save else None)


def _is_fiction(draft: Draft | None) -> bool:
    if draft is None:
        return False
    try:
        return write.kind(draft.kind).fiction
    except UnknownNameError:  # a kind that has left: its draft is checked like any other
        return False


def _example(stored: Stored[Suggestion]) -> dict[str, Any]:
    made = stored.value
    return {
        "id": stored.id,
        "created": stored.created.isoformat() if stored.created else None,
        "edit": made.edit,
        "language": made.language,
        "instruction": made.instruction,
        "evidence": list(made.context),
        "before": made.before,
        "after": made.after,
        "alternatives": list(made.alternatives),
        "fate": made.fate,
        "final": made.final,
        **_preference(made),
        "model": made.model,
        "prompts": list(made.prompts),
        "options": dict(made.options),
        "by": made.by,
    }


def _preference(made: Suggestion) -> dict[str, str | None]:
    """The preferred text and the other, as preference training wants them (Rafailov et al., NeurIPS 2023, DPO)."""
    rejected = {"accepted": None, "edited": made.after, "refused": made.after}[made.fate or "accepted"]
    chosen = made.final
    if made.fate == "accepted":
        other = next((text for text in made.alternatives if text != made.final), None)
        return {"chosen": chosen, "rejected": other}
    return {"chosen": chosen, "rejected": rejected if rejected != chosen else None}
