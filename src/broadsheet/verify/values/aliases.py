"""Which names are the same thing in the news, within a language and across the two: US and American and 美国."""

import tomllib
from functools import lru_cache
from importlib.resources import files


def aliases(name: str) -> frozenset[str]:
    """Every way of writing what `name` names, in lower case; empty when the table does not know it."""
    return _rows().get(name.lower().removeprefix("the ").removesuffix("'s"), frozenset())


@lru_cache(maxsize=1)
def _rows() -> dict[str, frozenset[str]]:
    rows = tomllib.loads((files(__package__) / "aliases.toml").read_text(encoding="utf-8"))["rows"]
    table: dict[str, frozenset[str]] = {}
    for row in rows:
        names = frozenset(name.lower() for name in row)
        for name in names:
            table[name] = table.get(name, frozenset()) | names
    return table
