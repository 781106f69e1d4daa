"""The editorial gate: whether what a model writes is fit for a desk, beside what people wrote of the same sources.

Four questions of a desk, each a share over held-out pieces: accuracy (sentences that the source bears out), sourcing
(words and statements that keep their speaker), opinion kept apart from fact, and context (of the names and figures that
people took over from the source, those that the model has too). People's own pieces are put through the same, so that a
model is held to what a check can see in good work, not to perfection.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.core import Article, BroadsheetError, Evidence, Report
from broadsheet.nlp import analyse, is_stop, words
from broadsheet.train.scoring import Interval, wilson
from broadsheet.verify import check

SOURCING = frozenset({"attribution", "quotations", "owners"})
# What a model may fall short of people by: with fifty pieces, the interval of a share is about as wide.
MARGIN = 0.10
_KEPT = ("person", "organisation", "place", "amount")


@dataclass(frozen=True, slots=True)
class Piece:
    """A held-out piece: what it was written from, what a person wrote, and the language of both."""

    source: str
    people: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `n`, with the 95 % interval of the share (Wilson 1927); 0 of 0 says nothing."""

    right: int
    n: int

    @property
    def share(self) -> float | None:
        """The share, or None where there is nothing to count."""
        return self.right / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        """Where the true share lies."""
        return wilson(self.right, self.n)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.n + other.n)

    def as_json(self) -> dict[str, Any]:
        """In JSON's types."""
        return {"right": self.right, "n": self.n, "share": self.share, "interval": list(self.interval)}


@dataclass(frozen=True, slots=True)
class Desk:
    """The four shares of one writer."""

    accuracy: Share = Share(0, 0)
    sourcing: Share = Share(0, 0)
    opinion: Share = Share(0, 0)
    context: Share = Share(0, 0)

    def __add__(self, other: "Desk") -> "Desk":
        return Desk(*(getattr(self, name) + getattr(other, name) for name in QUESTIONS))

    def as_json(self) -> dict[str, Any]:
        """Each share in JSON's types."""
        return {name: getattr(self, name).as_json() for name in QUESTIONS}


QUESTIONS = ("accuracy", "sourcing", "opinion", "context")


@dataclass(frozen=True, slots=True)
class Judged:
    """One piece as it was judged: what the model wrote of it and what the check said; or why it could not be."""

    piece: Piece
    written: str
    report: Report | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EditorialGate:
    """The verdict: the model's shares, people's, the questions it fell short in, and a few pieces to look at."""

    model: Desk
    people: Desk
    short: tuple[str, ...]
    pieces: tuple[Judged, ...]
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether it held in all four, on at least one piece that could be judged."""
        return not self.short and self.model.accuracy.n > 0

    def as_json(self) -> dict[str, Any]:
        """In JSON's types, with the first pieces."""
        shares = {"model": self.model.as_json(), "people": self.people.as_json()}
        looks = [
            {"source": one.piece.source[:500], "people": one.piece.people, "written": one.written}
            for one in self.pieces[:LOOKED_AT]
        ]
        found = {"pass": self.passed, "short": list(self.short), "margin": MARGIN, "pieces": looks}
        return found | shares | {"problems": list(self.problems)}


LOOKED_AT = 12


def editorial_gate(
    pieces: Iterable[Piece], write: Callable[[Piece], str]
) -> "Iterator[tuple[int, EditorialGate | None]]":
    """Have `write` write each piece anew and judge it; tells how many are done, and at the end the gate.

    A piece that can't be written or checked is named among the problems and fails in accuracy: a model that says
    nothing is not accurate. The desk's own pieces are judged by the same checks.
    """
    model, people = Desk(), Desk()
    judged: list[Judged] = []
    problems: list[str] = []
    for place, piece in enumerate(pieces):
        one = _judged(piece, write)
        judged.append(one)
        if one.problem:
            problems.append(f"piece {place + 1}: {one.problem}")
        model += _held_to(one)
        theirs = _judged(piece, lambda given: given.people)
        people += _desk(theirs) if theirs.report else Desk()
        yield place + 1, None
    short = tuple(q for q in QUESTIONS if _falls_short(getattr(model, q), getattr(people, q)))
    yield len(judged), EditorialGate(model, people, short, tuple(judged), tuple(problems))


def desk_of(pieces: Iterable[Piece], write: Callable[[Piece], str]) -> Desk:
    """The four shares of whoever writes as `write` does; a piece that can't be judged fails in accuracy."""
    return sum((_held_to(_judged(piece, write)) for piece in pieces), start=Desk())


def _held_to(one: Judged) -> Desk:
    """The shares of one piece, which is not accurate where it could not be written or checked."""
    return _desk(one) if one.report else Desk(accuracy=Share(0, 1))


def _falls_short(mine: Share, theirs: Share) -> bool:
    """More than the margin below people's; where people had nothing to count, nothing is asked of a model."""
    if mine.share is None or theirs.share is None:
        return False
    return mine.share < theirs.share - MARGIN


def _judged(piece: Piece, write: Callable[[Piece], str]) -> Judged:
    written = ""
    try:
        written = write(piece)
        report = check(written, [Evidence("source", piece.source, language=piece.language)], language=piece.language)
    except BroadsheetError as error:
        return Judged(piece, written, None, str(error))
    return Judged(piece, written, report)


def _desk(one: Judged) -> Desk:
    """The four shares of one piece."""
    report = one.report
    if report is None:
        return Desk()
    stated = [claim for claim in report.claims if claim.kind in ("factual", "attribution")]
    said = [claim for claim in report.claims if claim.kind == "attribution"]
    lost = [f for f in report.findings if f.check in SOURCING and f.severity == "error"]
    kept = sum(not any(f.start < c.end and c.start < f.end for f in lost) for c in said)
    outside = sum(not any(c.start <= f.start < c.end for c in said) for f in lost)
    return Desk(
        Share(
            sum(claim.verdict == "supported" and tells(claim.text, one.piece.source) for claim in stated), len(stated)
        ),
        Share(kept, len(said) + outside),
        Share(sum(claim.kind != "opinion" for claim in report.claims), len(report.claims)),
        _context(one),
    )


def tells(sentence: str, source: str) -> bool:
    """Whether a sentence has a word of its source: babble contradicts nothing, and is not borne out for that."""
    told = source.casefold()
    return any(len(word) > 1 and not is_stop(word) and word.casefold() in told for word, _, _ in words(sentence))


def _context(one: Judged) -> Share:
    """Of the names and figures that the person took over from the source, those the text has as well."""
    source, written = one.piece.source, one.written
    wanted = {text for text in _named(one.piece.people, one.piece.language) if text in source}
    return Share(sum(text in written for text in wanted), len(wanted))


def _named(text: str, language: str) -> Iterator[str]:
    article = Article(title="", text=text, url="", outlet="", language=language)
    for row in analyse(article, only=["entities"]).annotations["entities"]:
        if row["type"] in _KEPT:
            yield str(row["text"])
