"""Editing: suggestions for a selection of a text, their fates, and what was learnt exported."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from broadsheet import models, nlp, search, write
from broadsheet.app.gathering import Gathering, as_evidence
from broadsheet.app.models import ModelShelf
from broadsheet.app.reviewing import Reviewing
from broadsheet.core import (
    Article,
    Draft,
    Evidence,
    InvalidInputError,
    Offer,
    RequestError,
    Stored,
    Suggestion,
    UnknownNameError,
)
from broadsheet.core.suggestion import Fate

# Reports looked through for one selection, and how much of it is the query: characters.
_REPORTS, _QUERY = 8, 300
# Names explained at one go, and reports looked at for each.
_NAMES, _ABOUT = 6, 3
_NAMED = ("person", "organisation", "place")
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


class Editing(Reviewing, Gathering, ModelShelf):
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
        return self._offered(offers, model, draft=request.draft, save=save)

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
        if what.needs == "archive" or (what.needs == "reports" and not given and not _is_fiction(draft)):
            given = (*given, *self._reports_on(selection, known={e.source for e in given}))
        return replace(
            selection,
            evidence=given,
            background=tuple(self._background(selection)) if what.needs == "background" else (),
            instruction=request.instruction.strip(),
            length=request.length,
            fiction=_is_fiction(draft),
            seed=request.options.seed,
        )

    def _reports_on(self, selection: write.Selection, *, known: set[str]) -> list[Evidence]:
        """The reports of the archive that are nearest to the selection, those in its language first."""
        asked = " ".join(selection.chosen.split())[:_QUERY] or " ".join(selection.text.split())[:_QUERY]
        return [e for e in self._found(asked, selection.language) if e.source not in known]

    def _found(self, query: str, language: str) -> list[Evidence]:
        """The reports in a language that answer a query best; none in an empty archive."""
        if not self.store.articles.count():
            return []
        hits = self.index.find(query, n=_REPORTS, filters=search.Filters(language=language))
        return [as_evidence(a) for a in self.store.articles.get_many([hit.article for hit in hits])]

    def _background(self, selection: write.Selection) -> Iterator[Evidence]:
        """What the archive says of each name in the selection; the source is followed by `|` and the name."""
        for name in self._names_in(selection):
            try:
                told = self.evidence_about(name, language=selection.language)
            except RequestError:  # nobody of that name is known yet, or several are: reports that have it do
                told = [e for e in self._found(name, selection.language) if name in e.text]
            for evidence in told[:_ABOUT]:
                yield replace(evidence, source=f"{evidence.source}|{name}")

    def _names_in(self, selection: write.Selection) -> list[str]:
        article = Article("", selection.chosen, language=selection.language)
        rows = nlp.analyse(article, only=["entities"]).annotations["entities"]
        names = (row["text"] for row in rows if row["type"] in _NAMED)
        return list(dict.fromkeys(names))[:_NAMES]

    def _offered(
        self, offers: Iterator[Offer], model: models.LanguageModel | None, *, draft: int | None, save: bool
    ) -> Iterator[Offer]:
        for offer in offers:
            if offer.suggestion is None:
                yield offer
                continue
            made = replace(offer.suggestion, draft=draft)
            id = self.store.suggestions.add(made) if save else None
            if id is not None:
                self.came_of(model, f"suggestion:{id}")
            yield replace(offer, suggestion=made, id=id)


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
