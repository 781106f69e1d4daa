"""The desk's state machine: who may move a draft from where to where, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from broadsheet.core import ConflictError, Decision, Draft, Finding, InvalidInputError, Report, UnknownNameError
from broadsheet.core.draft import State


@dataclass(frozen=True, slots=True)
class _Step:
    """One action: the states it may start in and the state it ends in (None: the same)."""

    start: tuple[State, ...]
    end: State | None


_STEPS: Mapping[str, _Step] = MappingProxyType(
    {
        "submit": _Step(("draft",), "review"),
        "reject": _Step(("review", "approved"), "draft"),
        "clear": _Step(("draft", "review"), None),
        "approve": _Step(("review",), "approved"),
        "publish": _Step(("approved",), "published"),
        "correct": _Step(("published", "corrected"), "corrected"),
        "withdraw": _Step(("published", "corrected"), "withdrawn"),
    }
)

# The public is owed a reason for these two.
_NEEDS_NOTE = frozenset({"correct", "withdraw"})


def actions(draft: Draft) -> list[str]:
    """The actions that the state of `draft` allows, in the order of a piece's life."""
    return [name for name, step in _STEPS.items() if draft.state in step.start]


def outstanding(draft: Draft) -> list[str]:
    """The texts in the chosen variant that fell short of their evidence and that nobody has cleared by name.

    They are the unsupported and contradicted claims, and every error that lies outside of these.
    """
    report = _variant_report(draft)
    if report is None:
        return []
    short = [c for c in report.claims if c.verdict in ("unsupported", "contradicted")]
    stray = [f for f in report.findings if f.severity == "error" and not _inside(f, [(c.start, c.end) for c in short])]
    texts = [c.text for c in short] + [f.text or f.message for f in stray]
    return [t for t in dict.fromkeys(texts) if t not in draft.cleared]


def advance(draft: Draft, action: str, *, by: str, at: datetime, note: str = "", sentence: str = "") -> Draft:
    """`draft` after `action`, with the decision in its history.

    `clear` accepts one text of `outstanding(draft)` by name: it is `sentence`, or `note` when that is empty. `correct`
    and `withdraw` need a `note` for the public. Raises `UnknownNameError` (no such action), `InvalidInputError` (no
    name, no note) and `ConflictError` (not from this state; not checked; claims that nobody cleared).
    """
    step = _STEPS.get(action)
    if step is None:
        raise UnknownNameError(f"there is no action called {action!r}", asked=action, choices=_STEPS)
    person = _person(by)
    if draft.state not in step.start:
        raise ConflictError(
            f"a piece in state {draft.state!r} can't take the action {action!r}",
            asked=action,
            found=draft.state,
            choices=actions(draft),
        )
    if action in _NEEDS_NOTE and not note.strip():
        raise InvalidInputError(f"the action {action!r} needs a note that readers will see", do="say why in `note`")
    if action == "approve":
        _must_stand(draft)
    if action == "clear":
        draft, note = _clear(draft, sentence=sentence.strip() or note.strip(), note=note.strip())
    decision = Decision(action, person, at, note.strip())
    return replace(draft, state=step.end or draft.state, history=(*draft.history, decision))


def _person(by: str) -> str:
    if not by.strip():
        raise InvalidInputError("every decision has a name on it", do="say who decides in `by`")
    return by.strip()


def _variant_report(draft: Draft) -> Report | None:
    if not 0 <= draft.chosen < len(draft.variants):
        raise InvalidInputError(
            "the chosen variant does not exist", asked=str(draft.chosen), found=f"{len(draft.variants)} variants"
        )
    return draft.variants[draft.chosen].report


def _inside(finding: Finding, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in ranges)


def _must_stand(draft: Draft) -> None:
    if _variant_report(draft) is None:
        raise ConflictError("this text has not been checked against its evidence", do="check it, then approve")
    short = outstanding(draft)
    if short:
        raise ConflictError(
            f"{len(short)} statements fall short of the evidence and nobody has cleared them",
            found=" / ".join(short),
            do="edit each one, or clear it by its text",
        )


def _clear(draft: Draft, *, sentence: str, note: str) -> tuple[Draft, str]:
    """The draft with `sentence` cleared, and the note for the history, which always holds the sentence."""
    short = outstanding(draft)
    if sentence not in short:
        raise InvalidInputError(
            "only a statement that fell short of the evidence can be cleared, by its exact text",
            asked=sentence,
            choices=short,
        )
    reason = sentence if note in ("", sentence) else f"{sentence} ({note})"
    return replace(draft, cleared=(*draft.cleared, sentence)), reason
