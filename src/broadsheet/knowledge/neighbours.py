"""Who is named together with whom, and how far beyond chance.

Normalised pointwise mutual information: G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation
Extraction", GSCL 2009, equation 5.
"""

import math
from collections.abc import Sequence

from broadsheet.knowledge.dossier import Neighbour
from broadsheet.knowledge.labels import labels
from broadsheet.store import Store

LOOKED_AT = 1000  # the newest reports in which company is counted
LEAST_TOGETHER = 2
SHOWN = 24


def neighbours(store: Store, ids: Sequence[int], *, n: int = SHOWN) -> list[Neighbour]:
    """The `n` entities most tied to the one whose spellings are `ids`, the strongest first.

    Ordered by together x NPMI: NPMI alone prefers what was seen once, counts alone prefer countries.
    """
    articles = [a for a, _ in store.mentions.of_entities(ids, limit=LOOKED_AT)]
    beside = store.mentions.beside(ids, among=articles)
    least = LEAST_TOGETHER if len(articles) > 2 * LEAST_TOGETHER else 1
    kept = [(id, count) for id, count in beside.most_common(400) if count >= least]
    weights = {e.id: e.value.weight for e in store.entities.get_many([id for id, _ in kept])}
    total = store.articles.count()
    scored = [
        (npmi(together=count, one=len(articles), other=max(weights.get(id, 0), count), total=total), id, count)
        for id, count in kept
    ]
    best = sorted(scored, key=lambda row: (-row[0] * row[2], row[1]))[:n]
    named = labels(store, [id for _, id, _ in best])
    return [Neighbour(named[id], count, round(weight, 4)) for weight, id, count in best if id in named]


def npmi(*, together: int, one: int, other: int, total: int) -> float:
    """log(p(x,y) / (p(x) p(y))) / -log p(x,y), of counts: 1 never apart, 0 as chance has it, -1 never together."""
    if together >= total:
        return 1.0
    joint = together / total
    return max(-1.0, min(1.0, math.log(joint * total * total / (one * other)) / -math.log(joint)))
