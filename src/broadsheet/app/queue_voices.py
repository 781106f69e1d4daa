"""Who else says what a sentence says, in either language, and who says it otherwise: the reports of its story."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from broadsheet import verify
from broadsheet.app.queue_item import Place, Voice
from broadsheet.verify.terms import plain, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sentences of the other reports compared with one, those that share most with it; each has to be embedded.
COMPARED = 6
# Share of a sentence's terms that another of its language must have to be compared at all: below, none was one claim.
_SHARED = 0.2
Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]


def voices(asked: Sequence[tuple[Place, Sequence[Place]]], *, embed: Embed) -> list[list[Voice]]:
    """For each (sentence, sentences of its story's other reports) those that make the claim, one a report.

    A voice that `differs` gives another figure or name, or denies it. All are embedded at one go.
    """
    near = [(place, _nearest(place, others)) for place, others in asked]
    texts = list(dict.fromkeys(p.text for place, some in near if some for p in (place, *some)))
    if not texts:
        return [[] for _ in near]
    vectors = dict(zip(texts, embed(texts), strict=True))
    return [list(_one_each(_heard(place, some, vectors))) for place, some in near]


def _heard(
    place: Place, some: Sequence[Place], vectors: Mapping[str, "NDArray[np.float32]"]
) -> Iterator[tuple[float, Voice]]:
    for other in some:
        cosine = float(vectors[place.text] @ vectors[other.text])
        match = verify.match_claims(place.text, other.text, cosine=cosine)
        if match.same or match.differs:
            yield (
                match.score,
                Voice(other.article, other.outlet, other.language, other.text, match.differs, match.theirs),
            )


def _one_each(heard: Iterator[tuple[float, Voice]]) -> Iterator[Voice]:
    """Each report once, by the sentence that is surest to make the claim; one that says it the same differs no more."""
    told: set[int] = set()
    for _, voice in sorted(heard, key=lambda pair: (bool(pair[1].differs), -pair[0])):
        if voice.article not in told:
            told.add(voice.article)
            yield voice


def _nearest(place: Place, others: Sequence[Place]) -> list[Place]:
    """Those that can be the same claim: of its language by shared words, of the other by a figure."""
    mine = set(terms(plain(place.text)))
    scored = []
    for other in others:
        shared = len(mine & set(terms(plain(other.text))))
        least = 1 if other.language != place.language else _SHARED * len(mine)
        if shared >= least:
            scored.append((shared, other))
    return [other for _, other in sorted(scored, key=lambda pair: -pair[0])[:COMPARED]]
