"""Causes: what may have put an article where it is. Which of them did is for composing again to say."""

from collections.abc import Mapping, Sequence

from broadsheet.recommend.pages.slot import Cause, Slot
from broadsheet.recommend.steering import BOOSTED, DIALS
from broadsheet.recommend.view import Candidates, View

RULES = ("pinned", "explored", "public_interest", "outside")
"""Rules of the page that lift an article, the one that says most first."""
STEERED = (BOOSTED, DIALS)
_NOTICEABLE = 0.1
"""A smaller part is not worth a reader's attention, though it tip the scale."""


def proposed(slots: Sequence[Slot], *, view: View, sources: Mapping[str, Candidates]) -> list[list[Cause]]:
    """For each slot the causes worth trying: what noticeably raised it."""
    return [_of(slot, view=view, sources=sources) for slot in slots]


def _of(slot: Slot, *, view: View, sources: Mapping[str, Candidates]) -> list[Cause]:
    pinned = [Cause("pinned", row=slot.row)] if slot.steer is not None else []
    lifted = [Cause(rule) for rule in RULES[1:] if slot.parts.get(rule, 0.0) > 0]
    raised = [name for name, part in slot.parts.items() if part >= _NOTICEABLE]
    whole = [Cause(name) for name in raised if name in STEERED or name in sources]
    return (
        pinned
        + lifted
        + whole
        + [Cause(name, thing) for name in raised if (thing := _ground(name, slot, view, sources))]
    )


def _ground(name: str, slot: Slot, view: View, sources: Mapping[str, Candidates]) -> str:
    """The very thing a source goes by for this article; empty for one that can't tell."""
    tell = getattr(sources.get(name), "ground", None)
    return str(tell(view, slot.row)) if tell else ""


def holding(
    causes: Sequence[Cause],
    parts: Mapping[str, float],
    *,
    usual: Mapping[str, float],
    sources: Mapping[str, Candidates],
) -> Cause | None:
    """Which of the `causes` that hold is told: what a rule of the page or an editor's boost did, before all else.

    Then something of the reader's own, the finer the better; then what sets this article apart from the page.
    """

    def telling(cause: Cause) -> tuple[int, bool, float, str]:
        if cause.name in RULES:
            return (4, False, -RULES.index(cause.name), cause.name)
        if cause.name == BOOSTED:
            return (3, False, 0.0, cause.name)
        personal = cause.name in sources and sources[cause.name].PERSONAL
        return (2 if personal else 1, bool(cause.ground), parts[cause.name] - usual[cause.name], cause.name)

    return max(causes, key=telling, default=None)
