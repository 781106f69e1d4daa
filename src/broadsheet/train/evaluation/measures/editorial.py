"""The editorial gate on held-out pairs of a source and the piece that a person wrote of it."""

from collections.abc import Callable, Iterator
from typing import Any

from broadsheet.models import Options
from broadsheet.train.evaluation.editorial import Piece, desk_of, editorial_gate
from broadsheet.train.evaluation.rivals import ENOUGH, Rival, rivals, untuned, usual_length
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("paired", "causal")
MOST = 40


def measure(subject: Subject) -> dict[str, Any] | None:
    """The gate's verdict and its four shares, for the model and for people; for its base and the rivals the shares."""
    if not subject.answers:
        return None
    most = int(subject.settings.get("editorial_texts", MOST))
    pairs = list(zip(subject.texts(most=most), subject.texts("target", most=most), strict=True))
    pieces = [Piece(source, target, subject.language([source])) for source, target in pairs if source and target]
    if not pieces:
        return None
    options = Options(max_tokens=int(subject.settings.get("written_tokens", 64)))
    *_, (_, gate) = editorial_gate(pieces, lambda piece: subject.write(piece.source, options))
    beside = {who: desk_of(pieces, _over(rival)).as_json() for who, rival in _beside(subject, pieces, options)}
    return gate.as_json() | beside if gate else None


def _over(rival: Rival) -> Callable[[Piece], str]:
    return lambda piece: rival(piece.source)


def _beside(subject: Subject, pieces: list[Piece], options: Options) -> Iterator[tuple[str, Rival]]:
    """The base that the model was tuned from, and the rivals that cost no learning, by their names."""
    sources, targets = [one.source for one in pieces], [one.people for one in pieces]
    if (base := untuned(subject, targets, options)) is not None:
        yield "base", base
    length = usual_length(subject.texts("target", part="train", most=ENOUGH))
    yield from rivals(sources, targets, length=length).items()
