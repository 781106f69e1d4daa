"""What the pages of labels show: an article with its reasons marked, and the figures of a card ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What of a report is shown to whoever labels it: enough to judge by, and the buttons stay in sight.
SHOWN_CHARACTERS = 900
# Words shown with their share; more is for the machine.
WORDS_SHOWN = 8
STEPS = 5  # of shade in the matrix


@dataclass(frozen=True, slots=True)
class Reason:
    """A word, or the `meaning` of the whole, with its part of the decision; `share` of the strongest, -1 to 1."""

    text: str
    kind: str
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: the count, its shade 0 to `STEPS`, and whether it was right."""

    n: int
    shade: int
    is_right: bool


def reasons(parts: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """The meaning of the whole, where it counts, and the words that moved the decision most."""
    words = [part for part in parts if part.get("kind") == "word" and part["score"]][:WORDS_SHOWN]
    shown = [part for part in parts if part.get("kind") == "meaning"] + words
    most = max((abs(part["score"]) for part in shown), default=0.0) or 1.0
    return [Reason(part["text"], part["kind"], part["score"], part["score"] / most) for part in shown]


def marked(text: str, parts: Sequence[Mapping[str, Any]], *, field: str) -> list[list[tuple[str, str]]]:
    """The paragraphs of the beginning of `text` in pieces (text, `for`, `against` or empty)."""
    tones = {
        (start, end): "for" if part["score"] > 0 else "against"
        for part in parts
        for where, start, end in part.get("places") or ()
        if where == field and end <= SHOWN_CHARACTERS
    }
    shown = _cut(text)
    paragraphs: list[list[tuple[str, str]]] = [[]]
    at = 0
    for (start, end), tone in sorted(tones.items()):
        if start < at or end > len(shown):
            continue
        _add(paragraphs, shown[at:start], "")
        _add(paragraphs, shown[start:end], tone)
        at = end
    _add(paragraphs, shown[at:] + ("…" if len(shown) < len(text) else ""), "")
    return [pieces for pieces in paragraphs if pieces]


def matrix(confusion: Sequence[Sequence[int]]) -> list[list[Cell]]:
    """The rows of a confusion matrix, each cell shaded by its share of the row."""
    rows = []
    for i, row in enumerate(confusion):
        total = sum(row) or 1
        rows.append([Cell(n, -(-n * STEPS // total), i == j) for j, n in enumerate(row)])
    return rows


def _add(paragraphs: list[list[tuple[str, str]]], text: str, tone: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraphs.append([])
        if line:
            paragraphs[-1].append((line, tone))


def _cut(text: str) -> str:
    if len(text) <= SHOWN_CHARACTERS:
        return text
    head = text[:SHOWN_CHARACTERS]
    cut = max(head.rfind("\n"), head.rfind("。"), head.rfind(". ") + 1)
    return head[: cut + 1] if cut > SHOWN_CHARACTERS // 2 else head
