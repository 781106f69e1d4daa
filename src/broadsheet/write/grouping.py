"""Which reports tell of one event: those that share enough of what their headlines and openings are about.

Groups are joined by average likeness, greedily, the closest pair first.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from broadsheet.core import Evidence
from broadsheet.write.units import content_words

# How much of a report says what it is about: its headline and about three sentences, in characters.
_OPENING = {"en": 700, "zh": 260}
# Mean cosine of the words' weights above which reports tell one event. Over 100 draws of five events of the sample
# wire, up to four reports of each, .05 in English joins 85 % of the pairs that belong together, and 96 % of the pairs
# joined do; .04 in Chinese 81 % and 93 %. The thresholds were chosen on the same wire.
_TOGETHER = {"en": 0.05, "zh": 0.04}


def stories_of(reports: Sequence[Evidence], *, language: str) -> list[list[Evidence]]:
    """The reports by event, the event with most reports first, then in the order given."""
    rows = [content_words(f"{e.title}\n{e.text[: _OPENING[language]]}", language=language) for e in reports]
    counts = Counter(word for row in rows for word in row)
    weights = {word: math.log((1 + len(rows)) / n) + 0.1 for word, n in counts.items()}
    groups = [[i] for i in range(len(rows))]
    while pair := _closest(groups, rows, weights, above=_TOGETHER[language]):
        first, second = pair
        groups[first] += groups.pop(second)
    return [[reports[i] for i in sorted(group)] for group in sorted(groups, key=lambda g: (-len(g), min(g)))]


def _closest(
    groups: Sequence[Sequence[int]], rows: Sequence[frozenset[str]], weights: dict[str, float], *, above: float
) -> tuple[int, int] | None:
    best, found = above, None
    for a, b in combinations(range(len(groups)), 2):
        pairs = [_cosine(rows[i], rows[j], weights) for i in groups[a] for j in groups[b]]
        if (mean := sum(pairs) / len(pairs)) > best:
            best, found = mean, (a, b)
    return found


def _cosine(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> float:
    norms = math.sqrt(sum(weights[w] ** 2 for w in a) * sum(weights[w] ** 2 for w in b))
    return sum(weights[w] ** 2 for w in a & b) / norms if norms else 0.0
