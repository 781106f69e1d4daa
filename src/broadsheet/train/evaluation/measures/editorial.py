"""The editorial gate on held-out pairs of a source and the piece that a person wrote of it."""

from typing import Any

from broadsheet.models import Options
from broadsheet.train.evaluation.editorial import Piece, editorial_gate
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("paired", "causal")
MOST = 40


def measure(subject: Subject) -> dict[str, Any] | None:
    """The gate's verdict and its four shares, for the model and for people."""
    if not subject.answers:
        return None
    most = int(subject.settings.get("editorial_texts", MOST))
    pairs = list(zip(subject.texts(most=most), subject.texts("target", most=most), strict=True))
    pieces = [Piece(source, target, subject.language([source])) for source, target in pairs if source and target]
    if not pieces:
        return None
    options = Options(max_tokens=int(subject.settings.get("written_tokens", 64)))
    *_, (_, gate) = editorial_gate(pieces, lambda piece: subject.write(piece.source, options))
    return gate.as_json() if gate else None
