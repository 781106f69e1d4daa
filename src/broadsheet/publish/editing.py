"""A person's changes to a text: what they left alone keeps its writer, what they touched is theirs."""

from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from broadsheet import nlp
from broadsheet.core import (
    ConflictError,
    Decision,
    Draft,
    InvalidInputError,
    Report,
    Sentence,
    Span,
    Variant,
    manuscript,
)
from broadsheet.publish.review import advance, outstanding

_PUBLIC = ("published", "corrected", "withdrawn")


def edit(draft: Draft, text: str, *, by: str, at: datetime, report: Report | None) -> Draft:
    """`draft` with the chosen variant's text replaced by `text`, in state `draft` again.

    Sentences that are still there word for word keep their writer and evidence; the others are written by a person and
    stand on the spans that `report` (the check of `text`) found. Raises `InvalidInputError` (no name, no text) and
    `ConflictError` (a published piece is corrected, not edited).
    """
    if draft.state in _PUBLIC:
        raise ConflictError("a published piece is corrected, not edited", found=draft.state, do="use `correct`")
    return replace(_rewritten(draft, text, by=by, at=at, report=report), state="draft")


def correct(draft: Draft, text: str, *, by: str, at: datetime, note: str, report: Report) -> Draft:
    """A published `draft` with a new text and `note` for its readers; state `corrected`.

    Raises `ConflictError` when the new text says something that its evidence does not bear, as `outstanding` lists it.
    """
    new = _rewritten(draft, text, by=by, at=at, report=report)
    short = outstanding(new)
    if short:
        raise ConflictError(
            f"{len(short)} statements of the correction fall short of the evidence",
            found=" / ".join(short),
            do="change them; a correction is held to the same rule as the piece",
        )
    return advance(new, "correct", by=by, at=at, note=note)


def _rewritten(draft: Draft, text: str, *, by: str, at: datetime, report: Report | None) -> Draft:
    if not by.strip():
        raise InvalidInputError("every edit has a name on it", do="say who edits in `by`")
    if not text.strip():
        raise InvalidInputError("the edited text is empty", do="withdraw or reject the piece instead")
    old = draft.variants[draft.chosen]
    variant = Variant(text, _carried(old, text, language=draft.language, report=report), report)
    variants = (*draft.variants[: draft.chosen], variant, *draft.variants[draft.chosen + 1 :])
    return replace(
        draft,
        variants=variants,
        title=_title(draft.title, old.text, text),
        cleared=tuple(t for t in draft.cleared if t in text),
        history=(*draft.history, Decision("edit", by.strip(), at)),
    )


def _title(title: str, before: str, after: str) -> str:
    """The headline follows the first line when it was the first line."""
    return first_line(after) if title == first_line(before) else title


def first_line(text: str) -> str:
    """The first line of a text, trimmed."""
    return text.strip().split("\n", 1)[0].strip()


def _carried(old: Variant, text: str, *, language: str, report: Report | None) -> tuple[Sentence, ...]:
    before = [(piece, s) for s in old.sentences for piece in _pieces(s.text, language)]
    after = _pieces(text, language)
    matcher = SequenceMatcher(None, [p for p, _ in before], after, autojunk=False)
    kept = {b + i: before[a + i][1] for a, b, size in matcher.get_matching_blocks() for i in range(size)}
    return tuple(
        Sentence(piece, kept[i].written_by, kept[i].evidence)
        if i in kept
        else Sentence(piece, "person", _spans(piece, report))
        for i, piece in enumerate(after)
    )


def _pieces(text: str, language: str) -> list[str]:
    """The sentences of `text` with the marks in them; a line break ends one, and what makes a heading is in none."""
    shown = manuscript.blanked(text)
    found: list[str] = []
    for block in manuscript.blocks(text):
        ends = [b for _, b in nlp.sentences(shown[block.opening : block.end], language=language)]
        at = block.opening
        for end in (block.opening + b for b in ends):
            stop = end
            while stop < block.end and shown[stop] == " " != text[stop]:
                stop += 1  # the marks that close behind the sentence
            found.append(text[at:stop].strip())
            at = stop
    return [piece for piece in found if piece]


def _spans(piece: str, report: Report | None) -> tuple[Span, ...]:
    claims = report.claims if report is not None else ()
    return tuple(dict.fromkeys(s for c in claims if c.text.strip() in piece or piece in c.text for s in c.evidence))
