"""What a model had to beat, and whether it did: each figure of a card beside that of the simplest rival."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure of the model and of its `rival` on the same held-out texts. `order` is that of an n-gram, else 0."""

    figure: str
    rival: str
    mine: float
    theirs: float
    is_lower_better: bool = False
    order: int = 0

    @property
    def wins(self) -> bool:
        """Whether the model is ahead; a tie is none."""
        return self.mine < self.theirs if self.is_lower_better else self.mine > self.theirs


def verdicts(card: Mapping[str, Any]) -> list[Verdict]:
    """Every comparison that the measures of a card hold, the main one first."""
    found = card.get("measures")
    return list(_all(found)) if isinstance(found, Mapping) else []


def _all(found: Mapping[str, Any]) -> Iterator[Verdict]:
    mine, ngram = _number(found, "likelihood", "bits_per_byte"), _number(found, "ngram", "bits_per_byte")
    if mine is not None and ngram is not None:
        order = int(_number(found, "ngram", "order") or 0)
        yield Verdict("bits_per_byte", "ngram", mine, ngram, is_lower_better=True, order=order)
    for measure in ("classes", "tags"):
        for rival in ("logistic", "majority"):
            for figure in ("accuracy", "macro_f1"):
                yield from _pair(found, figure, rival, (measure, figure), (measure, "beside", rival, figure))
    yield from _pair(found, "first", "commonest_word", ("gaps", "first"), ("gaps", "commonest_word"))
    for rival in ("lead", "source", "base", "first_sentence"):
        for figure in ("rouge_l", "chrf", "bleu"):
            paths = [("overlap", who, "figures", figure) for who in ("model", rival)]
            yield from _pair(found, figure, rival, *paths)
    for figure in ("accuracy", "sourcing", "opinion", "context"):
        paths = [("editorial", who, figure, "share") for who in ("model", "people")]
        yield from _pair(found, f"editorial_{figure}", "people", *paths)


def _pair(
    found: Mapping[str, Any], figure: str, rival: str, mine: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[Verdict]:
    one, other = _number(found, *mine), _number(found, *theirs)
    if one is not None and other is not None:
        yield Verdict(figure, rival, one, other)


def _number(tree: Any, *path: str) -> float | None:
    for key in path:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return float(tree) if isinstance(tree, int | float) and not isinstance(tree, bool) else None
