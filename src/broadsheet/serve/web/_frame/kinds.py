"""The kinds as the drafting form shows them: in groups, each with the facts it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet import write

# What an editor looks for together; a kind that is in none of these comes last.
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "news": ("brief", "news", "live", "explainer", "timeline", "obituary", "digest", "questions"),
    "spread": ("headlines", "summary", "social", "newsletter", "blog"),
    "figures": ("match", "earnings", "weather", "table"),
    "products": ("review", "advert", "slogan"),
    "translation": ("translation",),
    "invented": ("poem", "fiction", "script", "continuation"),
}
# Facts that run over lines.
_LONG = frozenset({"table", "days", "text", "features", "spec", "periods", "note", "outline"})
_LAST = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that are shown together."""

    name: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact that a kind asks for. `example` is what it might be; `choices` are all there are, where there are."""

    name: str
    example: str
    is_long: bool
    choices: tuple[str, ...] = ()


def groups(names: Sequence[str]) -> list[Group]:
    """The kinds called `names`, in their groups."""
    placed = {kind for kinds in _GROUPS.values() for kind in kinds}
    found = [Group(name, tuple(k for k in kinds if k in names)) for name, kinds in _GROUPS.items()]
    rest = Group(_LAST, tuple(k for k in names if k not in placed))
    return [group for group in (*found, rest) if group.kinds]


def fact_fields(kind: str, *, language: str) -> list[FactField]:
    """The facts that a kind asks for, but for its topic; raises `UnknownNameError`."""
    return [
        FactField(f.name, f.example.get(language, ""), f.name in _LONG, f.choices)
        for f in write.describe(kind).facts
        if f.name != "topic"
    ]
