"""The ledger: the readings of a window as columns of numbers, some hundred bytes an article."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.trends.bins import Bins, instant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadsheet.store import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """n articles, oldest first, and the m pairs of an article with a subject it is about.

    `ids`, `at` (microseconds since 1970 UTC), `outlet`, `language` (places in `outlets`, `languages`), `score` (-1..1,
    nan without) and `negative` (whether it was called so) are of shape (n,); `holder` (place of the article) and
    `subject` (place in `names`) of (m,). A subject is one whatever its capitals: `names` are folded, `shown` as first
    written.
    """

    ids: "NDArray[np.int64]"
    at: "NDArray[np.int64]"
    outlet: "NDArray[np.int32]"
    language: "NDArray[np.int32]"
    score: "NDArray[np.float32]"
    negative: "NDArray[np.bool_]"
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    names: tuple[str, ...]
    shown: tuple[str, ...]
    holder: "NDArray[np.int32]"
    subject: "NDArray[np.int32]"

    def __len__(self) -> int:
        return len(self.ids)

    def counts(self, bins: Bins, subjects: "NDArray[np.int64]") -> "NDArray[np.int32]":
        """In how many articles of each bin each of `subjects` (places in `names`) is: shape (len(subjects), bins.n)."""
        import numpy as np

        row = np.full(len(self.names) + 1, -1, dtype=np.int64)
        row[subjects] = np.arange(len(subjects))
        place = bins.places(self.at)[self.holder]
        kept = (place >= 0) & (place < bins.n) & (row[self.subject] >= 0)
        flat = row[self.subject[kept]] * bins.n + place[kept]
        return np.bincount(flat, minlength=len(subjects) * bins.n).reshape(-1, bins.n).astype(np.int32)

    def totals(self, bins: Bins, *, language: int | None = None) -> "NDArray[np.int64]":
        """How many articles each bin has, of all languages or of one: shape (bins.n,)."""
        import numpy as np

        place = bins.places(self.at if language is None else self.at[self.language == language])
        counted: NDArray[np.int64] = np.bincount(place[(place >= 0) & (place < bins.n)], minlength=bins.n)
        return counted

    def holders(self, name: str) -> "NDArray[np.int64]":
        """The places of the articles that are about `name`, oldest first; an entity may be named without its type."""
        import numpy as np

        asked = name.casefold()
        numbers = [i for i, known in enumerate(self.names) if known == asked]
        numbers = numbers or [i for i, known in enumerate(self.names) if known.endswith(f":{asked}")]
        held: NDArray[np.int64] = np.unique(self.holder[np.isin(self.subject, numbers)]).astype(np.int64)
        return held

    def most(self, bins: Bins, *, n: int) -> list[tuple[str, list[int]]]:
        """The `n` subjects with most articles, as they are written, and how many articles each bin has of them."""
        import numpy as np

        total = np.bincount(self.subject, minlength=len(self.names))
        chosen = np.lexsort((np.arange(len(total)), -total))[:n]
        return [
            (self.shown[i], row) for i, row in zip(chosen.tolist(), self.counts(bins, chosen).tolist(), strict=True)
        ]

    def tally(self, *, prefix: str, among: Set[int] | None = None) -> list[tuple[str, int]]:
        """The subjects that begin with `prefix`, without it, and how many articles have each: the most first.

        `among` are the ids of the articles that count; None: all.
        """
        import numpy as np

        kept = np.ones(len(self), dtype=bool) if among is None else np.isin(self.ids, list(among))
        total = np.bincount(self.subject[kept[self.holder]], minlength=len(self.names)).tolist()
        found = [
            (shown.removeprefix(prefix), n)
            for shown, n in zip(self.shown, total, strict=True)
            if shown.startswith(prefix)
        ]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def languages_of(self) -> "NDArray[np.int64]":
        """For each subject, the place of the language that most of its articles are in: shape (len(names),)."""
        import numpy as np

        width = max(len(self.languages), 1)
        flat = self.subject.astype(np.int64) * width + self.language[self.holder]
        most: NDArray[np.int64] = np.bincount(flat, minlength=len(self.names) * width).reshape(-1, width).argmax(axis=1)
        return most


def ledger(readings: "Iterable[Reading]") -> Ledger:
    """One pass over `readings`, which come oldest first."""
    import numpy as np

    columns: tuple[list[int], ...] = ([], [], [], [], [], [])
    ids, at, outlet, language, holder, subject = columns
    score: list[float] = []
    negative: list[bool] = []
    outlets, languages, names = _numbering(), _numbering(), _numbering()
    shown: dict[int, str] = {}
    for place, reading in enumerate(readings):
        ids.append(reading.article)
        at.append(instant(reading.at))
        outlet.append(outlets[reading.outlet])
        language.append(languages[reading.language])
        score.append(float("nan") if reading.score is None else reading.score)
        negative.append(reading.negative)
        for name in reading.subjects:
            holder.append(place)
            subject.append(names[name.casefold()])
            shown.setdefault(subject[-1], name)
    return Ledger(
        ids=np.array(ids, dtype=np.int64),
        at=np.array(at, dtype=np.int64),
        outlet=np.array(outlet, dtype=np.int32),
        language=np.array(language, dtype=np.int32),
        score=np.array(score, dtype=np.float32),
        negative=np.array(negative, dtype=bool),
        outlets=tuple(outlets),
        languages=tuple(languages),
        names=tuple(names),
        shown=tuple(shown[number] for number in range(len(names))),
        holder=np.array(holder, dtype=np.int32),
        subject=np.array(subject, dtype=np.int32),
    )


def _numbering() -> dict[str, int]:
    """A dictionary that numbers what it is asked for, in order."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers
