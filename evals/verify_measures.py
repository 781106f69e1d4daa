"""What the evaluations of `verify` share: Wilson intervals, counts of flags, the split into tune and test halves."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.core import InvalidInputError


def half(key: str) -> str:
    """`tune` or `test` for a story, by its hash: thresholds are set on the first and reported on the second."""
    return "tune" if hashlib.sha256(key.encode()).digest()[0] % 2 else "test"


# SHA-256 of the sorted ids of the stories of each collection's test half, a line each: what was tuned on stays apart.
PINNED = {
    "uhgeval": "431842706aed5b16c234746a370e6d51e5a70ee94964d7c3ae1d7b1d86ff85e4",
    "newsarticles": "81d7bac1001bded3ac12446db0ccd22da24f950e99e26db8ccec67992d273bb2",
}


def fingerprint(keys: Iterable[str]) -> str:
    """The hash of the stories that fall into the test half."""
    return hashlib.sha256("\n".join(sorted({k for k in keys if half(k) == "test"})).encode()).hexdigest()


def held_apart(collection: str, keys: Iterable[str]) -> None:
    """Raises `InvalidInputError` where the test half of a collection is not the one that was pinned."""
    found = fingerprint(keys)
    if found != PINNED[collection]:
        raise InvalidInputError(
            f"the test half of {collection} is not the pinned one",
            asked=PINNED[collection],
            found=found,
            do="give the collection as it was published; figures on other stories can't be compared",
        )


def wilson(hits: int, n: int, *, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not n:
        return 0.0, 1.0
    p = hits / n
    centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (centre - spread) / (1 + z * z / n)), min(1.0, (centre + spread) / (1 + z * z / n))


def share(hits: int, n: int) -> dict[str, object]:
    """A share with its interval, for JSON."""
    low, high = wilson(hits, n)
    return {
        "value": round(hits / n, 4) if n else None,
        "hits": hits,
        "n": n,
        "low": round(low, 4),
        "high": round(high, 4),
    }


@dataclass
class Flags:
    """Counts of keywords: labelled wrong or right, flagged or not."""

    wrong_flagged: int = 0
    wrong: int = 0
    right_flagged: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    def add(self, *, wrong: bool, flagged: bool, example: str) -> None:
        """Count one keyword."""
        if wrong:
            self.wrong += 1
            self.wrong_flagged += flagged
            self.missed += [] if flagged else [example]
        else:
            self.right += 1
            self.right_flagged += flagged
            self.false_alarms += [example] if flagged else []

    def as_dict(self) -> dict[str, object]:
        """Recall and precision of the flags, with intervals."""
        flagged = self.wrong_flagged + self.right_flagged
        return {"recall": share(self.wrong_flagged, self.wrong), "precision": share(self.wrong_flagged, flagged)}


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether any of the spans shares a character with `start..end`."""
    return any(a < end and start < b for a, b in spans)
