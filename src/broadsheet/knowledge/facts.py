"""Statements gathered into facts: the same thing said by several sentences, with how sure that makes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from broadsheet.core import Statement
from broadsheet.knowledge.dossier import Citation, Fact, Label
from broadsheet.knowledge.reading import RELATIONS

CITED = 5  # sentences shown under one fact
HEDGED = 0.3  # of the chance that a plain sentence gives, for one that denies, plans or only reports
# Sentences of one outlet stand on one source more often than not: each after the first adds this share of its weight.
SAME_OUTLET = 0.3

Cite = Callable[[Statement], Citation]


class _Relation(Protocol):
    PRECISION: float


@lru_cache(maxsize=64)
def precision(kind: str) -> float:
    """The share of right ones among statements of a kind, as measured on real news."""
    relation: _Relation = RELATIONS.load(kind)
    return relation.PRECISION


def facts(said: Iterable[Statement], names: Mapping[int, Label], cite: Cite) -> list[Fact]:
    """The facts that statements make, the surest and best supported first.

    Two statements are one fact where kind, subject and object are the same and, for offices and dates, the value too.
    `names` gives the labels (a spelling's is its head's); statements of unknown entities are left out.
    """
    groups: dict[tuple[str, int, int | None, str], list[Statement]] = {}
    for one in said:
        if one.subject in names and (one.object is None or one.object in names):
            other = names[one.object].id if one.object is not None else None
            groups.setdefault((one.kind, names[one.subject].id, other, _same(one.value)), []).append(one)
    found = [_fact(group, names, cite) for group in groups.values()]
    return sorted(found, key=lambda f: (-f.confidence, -len(f.citations), -f.last.timestamp(), f.kind))


def _same(value: str) -> str:
    return value.casefold().replace("-", " ").strip()


def _fact(group: Sequence[Statement], names: Mapping[int, Label], cite: Cite) -> Fact:
    one = group[0]
    cited = [cite(s) for s in group]
    sure, parts = confidence(one.kind, [(c.outlet, s.hedged) for c, s in zip(cited, group, strict=True)])
    times = sorted(s.at for s in group if s.at)
    plain_first = sorted(zip(group, cited, strict=True), key=lambda pair: (pair[0].hedged, -_time(pair[0])))
    return Fact(
        kind=one.kind,
        subject=names[one.subject],
        object=names[one.object] if one.object is not None else None,
        value=one.value,
        first=times[0],
        last=times[-1],
        confidence=sure,
        parts=parts,
        citations=tuple(c for _, c in plain_first[:CITED]),
    )


def _time(said: Statement) -> float:
    return said.at.timestamp() if said.at else 0.0


def confidence(kind: str, said: Sequence[tuple[str, bool]]) -> tuple[float, dict[str, float]]:
    """The chance that a fact is true, of (outlet, hedged) for each sentence: noisy-or over outlets, and its parts.

    1 - product(1 - p) over sentences, where p is the kind's precision, less for hedged ones and for an outlet's second.
    """
    right, doubt, heard = precision(kind), 1.0, set()
    for outlet, hedged in said:
        weight = right * (HEDGED if hedged else 1.0) * (SAME_OUTLET if outlet in heard else 1.0)
        doubt *= 1.0 - weight
        heard.add(outlet)
    hedged_count = sum(1 for _, hedged in said if hedged)
    parts = {"sentences": len(said), "outlets": len(heard), "hedged": hedged_count, "precision": right}
    return round(1.0 - doubt, 4), {name: float(value) for name, value in parts.items()}
