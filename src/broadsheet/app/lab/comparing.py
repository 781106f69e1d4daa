"""Models of the lab side by side: every figure that at least one of them has, and who has the best."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.app.lab.keeping import LabKeeping, LabModel
from broadsheet.core import InvalidInputError

Interval = tuple[float, float]
LOWER = frozenset({"bits_per_byte", "loss", "perplexity", "calibration_error", "seconds", "joules"})
HIGHER = frozenset(
    {
        *("accuracy", "macro_f1", "precision", "recall", "f1", "share", "first", "among_five"),
        *("bleu", "chrf", "rouge_1", "rouge_2", "rouge_l"),
    }
)
# Parts of a figure's path that say it is not the model's own, but what it is held beside.
_BESIDE = frozenset({"beside", "ngram", "people", "first_sentence", "commonest_word", "lead", "source", "base"})
_SIZE = "bytes"
# Figures that hold whatever text a model was measured on.
_OF_ALL = frozenset({"seconds", "joules", "parameters", "tokens", _SIZE})


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, `likelihood.bits_per_byte`, and its value for each model, None where one has none.

    `intervals` are of 95 %. `best` is the place of the model that is ahead by `margin`, None where that can't be said:
    a figure that is neither better high nor low, other texts, a tie, only one value.
    """

    figure: str
    values: tuple[float | None, ...]
    intervals: tuple[Interval | None, ...] = ()
    best: int | None = None
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models by name and the rows of their figures; `same_text` says whether all were measured on the same text."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    same_text: bool


class LabComparing(LabKeeping):
    """The part of the newsroom that compares the lab's models."""

    def compare_lab_models(self, names: Sequence[str]) -> Comparison:
        """The figures of `names` side by side. Raises `NotFoundError`, `InvalidInputError` for fewer than two."""
        chosen = list(dict.fromkeys(names))
        if len(chosen) < 2:
            raise InvalidInputError("a comparison needs two models", asked=", ".join(names), do="name two or more")
        found = [self.lab_model(name) for name in chosen]
        figures = [dict(_figures(one)) for one in found]
        keys = dict.fromkeys(key for each in figures for key in each)
        digests = {one.card.get("test_digest") for one in found}
        same = len(digests) == 1 and None not in digests
        rows = tuple(_row(key, figures, found, same_text=same) for key in keys)
        return Comparison(tuple(chosen), rows, same_text=same)


def direction(figure: str) -> int:
    """1 where more of a figure is better, -1 where less is, 0 where neither is or it is not the model's own."""
    parts = figure.split(".")
    if _BESIDE & set(parts):
        return 0
    if parts[-1] in LOWER or parts[0] == _SIZE:
        return -1
    return 1 if parts[-1] in HIGHER else 0


def _row(key: str, figures: Sequence[Mapping[str, float]], found: Sequence[LabModel], *, same_text: bool) -> Row:
    values = tuple(each.get(key) for each in figures)
    intervals = tuple(_interval(one.card.get("measures") or {}, key) for one in found)
    is_fair = same_text or key.split(".")[0] in _OF_ALL
    best, margin = _ahead(values, direction(key)) if is_fair else (None, 0.0)
    return Row(key, values, intervals, best, margin)


def _ahead(values: Sequence[float | None], sense: int) -> tuple[int | None, float]:
    """The place of the best value and how far the next is behind it."""
    ranked = sorted(((value * -sense, place) for place, value in enumerate(values) if value is not None))
    if not sense or len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None, 0.0
    return ranked[0][1], abs(ranked[1][0] - ranked[0][0])


def _interval(measures: Mapping[str, Any], key: str) -> Interval | None:
    """The interval that a measure tells of its figure: beside it (`f1_interval`), or under `intervals`."""
    *path, last = key.split(".")
    for steps in ([*path, f"{last}_interval"], [*("intervals" if one == "figures" else one for one in path), last]):
        found: Any = measures
        for step in steps:
            found = found.get(step) if isinstance(found, Mapping) else None
        if isinstance(found, list | tuple) and len(found) == 2:
            return float(found[0]), float(found[1])
    return None


def _figures(model: LabModel) -> Iterator[tuple[str, float]]:
    """Numbers of a card by their path, without the long tables."""
    for name in ("parameters", "seconds", "joules", "tokens"):
        if isinstance(model.card.get(name), int | float):
            yield name, float(model.card[name])
    for format, count in model.files.items():
        yield f"{_SIZE}.{format}", float(count)
    for measure, found in dict(model.card.get("measures", {})).items():
        if measure == "samples":  # its numbers are how they were drawn
            continue
        yield from _flat(found, measure)


def _flat(tree: Mapping[str, Any], under: str) -> Iterator[tuple[str, float]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}.{key}")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{under}.{key}", float(value)
