"""Which examples are held out when: parts in which every label has its share, the same for the same seed."""

import random
from collections import defaultdict
from collections.abc import Sequence


def parts(labels: Sequence[int], *, folds: int, seed: int) -> list[list[int]]:
    """`folds` lists of positions, every position in one of them; each label's examples are spread evenly."""
    by_label: defaultdict[int, list[int]] = defaultdict(list)
    for position, label in enumerate(labels):
        by_label[label].append(position)
    dealt: list[list[int]] = [[] for _ in range(folds)]
    dealer = random.Random(seed)
    turn = 0
    for label in sorted(by_label):
        positions = by_label[label]
        dealer.shuffle(positions)
        for position in positions:
            dealt[turn % folds].append(position)
            turn += 1
    return [sorted(part) for part in dealt]


def without(part: Sequence[int], *, total: int) -> list[int]:
    """The positions below `total` that are not in `part`."""
    left = set(part)
    return [position for position in range(total) if position not in left]
