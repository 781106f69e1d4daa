"""Models of the lab side by side: every figure that at least one of them has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.app.lab.keeping import LabKeeping, LabModel
from broadsheet.core import InvalidInputError


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, `likelihood.bits_per_byte`, and its value for each model, None where one has none."""

    figure: str
    values: tuple[float | None, ...]


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
        rows = tuple(Row(key, tuple(each.get(key) for each in figures)) for key in keys)
        return Comparison(tuple(chosen), rows, same_text=len(digests) == 1 and None not in digests)


def _figures(model: LabModel) -> Iterator[tuple[str, float]]:
    """Numbers of a card by their path, without the long tables."""
    for name in ("parameters", "seconds", "joules", "tokens"):
        if isinstance(model.card.get(name), int | float):
            yield name, float(model.card[name])
    for format, count in model.files.items():
        yield f"bytes.{format}", float(count)
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
