"""Graded rankings: nDCG of hits as words alone, vectors alone and both would order them, by language."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.search import Hit

DEPTH = 10
Ranking = Callable[[Sequence[Hit]], list[int]]
Means = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Judged:
    """The hits of one query in `language`, and the grades of the articles that are relevant."""

    language: str
    hits: Sequence[Hit]
    grades: Mapping[int, int]


def by(part: str) -> Ranking:
    """The hits as one part alone would have them."""
    return lambda hits: [h.article for h in sorted(hits, key=lambda h: -h.parts.get(part, 0.0)) if part in h.parts]


RANKINGS: dict[str, Ranking] = {
    "text": by("text"),
    "vectors": by("vector"),
    "fused": lambda hits: [h.article for h in hits],
}


def ndcg(ranking: Sequence[int], grades: Mapping[int, int]) -> float:
    """Normalised discounted cumulative gain at ten with gains of 2^grade - 1 (Burges et al., ICML 2005)."""
    gain = sum((2 ** grades.get(id, 0) - 1) / math.log2(place + 2) for place, id in enumerate(ranking[:DEPTH]))
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return gain / sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def means(judged: Sequence[Judged], *, languages: Mapping[int, str]) -> Means:
    """The mean by ranking and by whose reports are looked at: of the `same` language, the `other`, or `one` list."""
    scores: dict[tuple[str, str], list[float]] = {}
    for query in judged:
        pools = {
            "same": {a for a, tongue in languages.items() if tongue == query.language},
            "other": {a for a, tongue in languages.items() if tongue != query.language},
            "one": set(languages),
        }
        for pool, members in pools.items():
            wanted = {a: grade for a, grade in query.grades.items() if a in members}
            for name, ranking in RANKINGS.items() if wanted else ():
                found = [a for a in ranking(query.hits) if a in members]
                scores.setdefault((name, pool), []).append(ndcg(found, wanted))
    return {key: sum(values) / len(values) for key, values in scores.items()}


def figures_of(measured: Mapping[str, Means]) -> dict[str, float]:
    """The means under their names in the table of floors."""
    return {
        f"{kind}.{ranking}.{pool}": value
        for kind, found in measured.items()
        for (ranking, pool), value in sorted(found.items())
    }
