"""How what a model writes grows while it learns: the samples of its log, prompt by prompt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.app.lab.keeping import LabKeeping

# Steps that are shown of a training: the first and the last among them, evenly apart. More can't be taken in.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Growth:
    """What a model wrote for one `prompt`, as (step, written), the earliest first."""

    prompt: str
    written: Sequence[tuple[int, str]]


class LabGrowing(LabKeeping):
    """The part of the newsroom that shows what its models wrote while they learnt."""

    def lab_growth(self, name: str, *, most: int = SHOWN) -> list[Growth]:
        """By prompt what the model `name` wrote after at most `most` of its steps; raises `NotFoundError`."""
        return growth(self.lab_log(name), most=most)


def growth(log: Iterable[Mapping[str, Any]], *, most: int = SHOWN) -> list[Growth]:
    """The samples in a log by prompt; a line of another's hand is passed over."""
    rows = [line for line in log if line.get("kind") == "sampled" and isinstance(line.get("samples"), list)]
    chosen = _spread(rows, most)
    found: dict[str, list[tuple[int, str]]] = {}
    for line in chosen:
        for pair in line["samples"]:
            if isinstance(pair, list | tuple) and len(pair) == 2:
                found.setdefault(str(pair[0]), []).append((int(line.get("step", 0)), str(pair[1])))
    return [Growth(prompt, written) for prompt, written in found.items()]


def _spread(rows: Sequence[Mapping[str, Any]], most: int) -> list[Mapping[str, Any]]:
    """At most `most` of the rows, evenly apart, with the first and the last."""
    if len(rows) <= most:
        return list(rows)
    places = {round(n * (len(rows) - 1) / max(most - 1, 1)) for n in range(most)}
    return [rows[place] for place in sorted(places)]
