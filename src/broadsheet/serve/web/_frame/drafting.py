"""What the drafting page shows of a draft: its passages, what is open, and which steps are allowed now."""

from typing import Any

from fastapi import Request

from broadsheet import publish
from broadsheet.core import Draft, Finding, NotFoundError, Variant
from broadsheet.serve.web._frame.excerpts import excerpts
from broadsheet.serve.web._frame.orders import orders
from broadsheet.serve.web._frame.passages import Passage, paragraphs, passages, shares
from broadsheet.serve.web._frame.site import Site, language_of

_EDITABLE = frozenset({"draft", "review", "approved"})


def is_cleared(draft: Draft, passage: Passage) -> bool:
    """Whether an editor accepted the passage by name."""
    claimed = passage.claim.text if passage.claim else passage.text
    return claimed in draft.cleared or passage.text in draft.cleared


def draft_values(site: Site, request: Request, id: int, *, variant: int | None) -> dict[str, Any]:
    """The template's values for draft `id`; raises `NotFoundError` for it or its variant."""
    room = site.room
    stored = room.draft(id)
    draft = stored.value
    shown = draft.chosen if variant is None else variant
    if not 0 <= shown < len(draft.variants):
        raise NotFoundError(
            f"draft {id} has no variant {shown}", asked=request.url.path, found=str(len(draft.variants))
        )
    current = draft.variants[shown]
    return {
        "id": stored.id,
        "draft": draft,
        "created": stored.created,
        "shown": shown,
        "variant": current,
        **passage_values(draft, current),
        "open": publish.outstanding(draft) if shown == draft.chosen else [],
        "shares": shares(current),
        "orders": orders(draft, language=language_of(request)),
        "revision": room.draft_revision(stored.id),
        "revisions": room.draft_revisions(stored.id),
        "may": publish.actions(draft),
        "editable": draft.state in _EDITABLE and shown == draft.chosen,
        "piece": room.publication_of(stored.id),
        "notices": site.writings.notices(stored.id),
    }


def passage_values(draft: Draft, variant: Variant) -> dict[str, Any]:
    """What a variant of the draft is shown with: its passages with their evidence, and what to look at."""
    cut = passages(variant)
    return {
        "passages": [p for p in cut if p.number],
        "paragraphs": paragraphs(cut),
        "excerpts": {p.number: excerpts(p.spans, draft.sources) for p in cut if p.number},
        "known_sources": {e.source: e for e in draft.sources},
        "cleared": {p.number for p in cut if is_cleared(draft, p)},
        "findings": _findings(variant.report.findings if variant.report else (), cut),
    }


def _findings(findings: tuple[Finding, ...], cut: list[Passage]) -> list[tuple[Finding, int]]:
    """Each finding with the number of the passage it is in (0: in none), the gravest first."""
    gravity = ("error", "warning", "advice")
    placed = [(f, next((p.number for p in cut if p.number and p.start <= f.start < p.end), 0)) for f in findings]
    return sorted(placed, key=lambda pair: (gravity.index(pair[0].severity), pair[0].start))
