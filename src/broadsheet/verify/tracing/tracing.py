"""Which source mattered for a sentence: each is left out, and what the sentence loses is its influence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from broadsheet.core import EmptyEvidenceError, Evidence, Influence, InvalidInputError, Span
from broadsheet.core.evidence import InfluenceMethod
from broadsheet.models import LanguageModel, likelihood
from broadsheet.verify.reading import read
from broadsheet.verify.tracing.ablating import first_and_last, fitted, left_out
from broadsheet.verify.tracing.by_model import messages, score_of, shown
from broadsheet.verify.tracing.by_words import support_of

# Up to here leaving out each costs no more than a fit, and asks nothing of a linear model.
MOST_LEFT_OUT = 16
# More sources than this are a library: the fit's ablations can't tell that many apart.
MOST = 200


@dataclass(frozen=True, slots=True)
class Weighing:
    """How influence is weighed: source by source or `sentence` by sentence of them; `seed` draws the ablations.

    `dateline` is the day that relative dates of the sentence start from.
    """

    by: Literal["source", "sentence"] = "source"
    seed: int = 0
    dateline: datetime | None = None


def influence(
    sentence: str,
    evidence: Sequence[Evidence],
    *,
    model: LanguageModel | None = None,
    language: str = "",
    weighing: Weighing | None = None,
) -> tuple[Influence, ...]:
    """The sources of `sentence`, the one that mattered most first (ContextCite, Cohen-Wang et al. 2024, section 3).

    With a `model`: how much less likely the sentence becomes to it; it need not be the one that wrote it. Without: how
    much less of it the evidence has. Raises `EmptyEvidenceError`, `InvalidInputError` for a blank
    sentence or too many sources, `ModelInputError` for a model that can't weigh an answer, and `ModelError`.
    """
    how = weighing or Weighing()
    if not any(c.isalnum() for c in sentence):
        raise InvalidInputError("there is no sentence to trace", found=repr(sentence[:40]), do="give the sentence")
    parts = _parts(evidence, how)
    spoken = read(sentence, language=language).language
    if model is None:
        drops = first_and_last(
            support_of(sentence, [e for e, _ in parts], language=spoken, dateline=how.dateline), len(parts)
        )
        return _ranked(parts, drops, "extraction", by=how.by)
    reports = shown(sentence, [e for e, _ in parts], language=spoken)
    score = score_of(sentence, reports, model=model, language=spoken)
    if len(parts) <= MOST_LEFT_OUT:
        return _ranked(parts, left_out(score, len(parts)), "likelihood", by=how.by)
    length = len(likelihood(model, messages(reports, language=spoken), sentence))
    return _ranked(parts, fitted(score, len(parts), seed=how.seed, length=length), "fitted", by=how.by)


def _parts(evidence: Sequence[Evidence], how: Weighing) -> list[tuple[Evidence, Span]]:
    """The sources, or each of their sentences as a source, with its place."""
    parts: list[tuple[Evidence, Span]] = []
    for one in evidence:
        stretches = [(0, len(one.text))]
        if how.by == "sentence":
            stretches = [(p.start, p.end) for p in read(one.text, language=one.language).passages]
        for start, end in stretches:
            text = one.text[start:end]
            if any(c.isalnum() for c in text):
                parts.append((replace(one, text=text), Span(one.source, start, end, text)))
    if not parts:
        raise EmptyEvidenceError("no source is left to leave out", do="give at least one source with text in it")
    if len(parts) > MOST:
        raise InvalidInputError(
            "these are too many sources to tell apart", found=str(len(parts)), do=f"give at most {MOST}"
        )
    return parts


def _ranked(
    parts: Sequence[tuple[Evidence, Span]], drops: Sequence[float], method: InfluenceMethod, *, by: str
) -> tuple[Influence, ...]:
    whole = sum(drop for drop in drops if drop > 0)
    found = [
        Influence(
            place.source,
            round(drop, 4),
            round(max(drop, 0.0) / whole, 4) if whole else 0.0,
            method,
            place if by == "sentence" else None,
        )
        for (_, place), drop in zip(parts, drops, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -one.drop))
