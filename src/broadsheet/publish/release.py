"""A draft as the public gets it: its title apart from its body, its dates, and the record a true label needs."""

from datetime import datetime

from broadsheet.core import ConflictError, Decision, Draft, Publication, Sentence, Stored, manuscript
from broadsheet.publish.editing import first_line

_PUBLIC = ("published", "corrected", "withdrawn")


def publication(stored: Stored[Draft], at: datetime, *, byline: str = "") -> Publication:
    """The publication of a published, corrected or withdrawn draft; `at` is its time of update.

    `byline` stands for the piece; without one it is the person who approved it. Corrections are an ISO 8601 time, a
    blank and the note. Raises `ConflictError` for a draft that is not public.
    """
    draft = stored.value
    if draft.state not in _PUBLIC:
        raise ConflictError("only a published piece has a public form", found=draft.state, do="approve, then publish")
    title, text, sentences = _title_and_body(draft)
    reviewer = _last(draft, "approve")
    published = _last(draft, "publish")
    withdrawal = _last(draft, "withdraw")
    return Publication(
        draft=stored.id,
        kind=draft.kind,
        language=draft.language,
        title=title,
        text=text,
        sentences=sentences,
        sources=draft.sources,
        published=published.at if published else at,
        updated=at,
        byline=byline or (reviewer.by if reviewer else ""),
        model=draft.model,
        reviewed_by=reviewer.by if reviewer else "",
        corrections=tuple(f"{d.at.isoformat()} {d.note}" for d in draft.history if d.action == "correct"),
        withdrawn=withdrawal.note if withdrawal and draft.state == "withdrawn" else "",
    )


def _last(draft: Draft, action: str) -> Decision | None:
    return next((d for d in reversed(draft.history) if d.action == action), None)


def _title_and_body(draft: Draft) -> tuple[str, str, tuple[Sentence, ...]]:
    """The headline is the first line when the draft's title is the first line of one of its variants."""
    variant = draft.variants[draft.chosen]
    head = first_line(variant.text)
    body = variant.text.strip()
    if draft.title and draft.title not in [first_line(v.text) for v in draft.variants]:
        return draft.title, body, variant.sentences
    return manuscript.plain(head), body[len(head) :].strip() or body, variant.sentences
