"""Which names are the same thing in the news, within a language and across the two: US and American and 美国."""

from functools import lru_cache

from broadsheet.verify.tables import table


def aliases(name: str) -> frozenset[str]:
    """Every way of writing what `name` names, in lower case; empty when the table does not know it."""
    return _rows().get(name.lower().removeprefix("the ").removesuffix("'s"), frozenset())


@lru_cache(maxsize=1)
def _rows() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in table("aliases")["rows"]:
        names = frozenset(name.lower() for name in row)
        for name in names:
            found[name] = found.get(name, frozenset()) | names
    return found
