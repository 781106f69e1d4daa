"""Headline this: headlines for the selection, made of its own words or in a model's, each checked against it."""

from broadsheet.core import Offer, RequestError
from broadsheet.write.drafting import draft
from broadsheet.write.kind import kind
from broadsheet.write.preparing import prepare
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.selection import Proposal, Selection

NAME = {"en": "Headline this", "zh": "拟标题"}
EFFECT = "headline"
# What an editor looks over at a glance.
_CANDIDATES = 5


def plain(selection: Selection) -> Proposal | None:
    """Up to five headlines by leaving words out; None when no sentence gives one that is short and fair."""
    what = kind("headlines")
    try:
        ask = prepare("headlines", facts={}, evidence=[selection.own], language=selection.language)
        plan = what.plan(ask)
        made = [what.plain(plan, ask, variant=number) for number in range(_CANDIDATES)]
    except RequestError:  # the sentences of the selection can't be printed alone
        return None
    texts = [parts[0].text for parts in made if parts]
    return Proposal(texts[0], alternatives=tuple(texts[1:])) if texts else None


def revise(desk: Desk) -> Revising:
    """Five headlines by the model, each borne out by the selection, made up by those of `plain`."""
    selection = desk.selection
    pieces = draft(
        "headlines",
        evidence=[selection.own],
        language=selection.language,
        model=desk.model,
        options=desk.options,
        n=_CANDIDATES,
        tone=selection.instruction,
        clock=desk.clock,
    )
    notes = []
    for piece in pieces:
        if piece.event in ("text", "notice"):
            yield Offer("text" if piece.event == "text" else "notice", piece.text)
        if piece.event == "notice":
            notes.append(piece.text)
        if piece.draft is not None:
            made = piece.draft
    texts = [v.text for v in made.variants]
    said = frozenset(s.text for v in made.variants for s in v.sentences if s.written_by == "model")
    proposal = Proposal(texts[0], alternatives=tuple(texts[1:]), notes=tuple(notes))
    return Revised(proposal, said, [made.usage], made.prompts)
