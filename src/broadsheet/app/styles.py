"""House styles: TOML files of the newsroom's own in `styles/`, and those that come with the program."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.write import Style

FOLDER = "styles"
_SHIPPED = "broadsheet.write.styles"


def names(home: Path) -> list[str]:
    """The names of the styles there are."""
    shipped = [entry.name for entry in resources.files(_SHIPPED).iterdir()]
    own = [path.name for path in (home / FOLDER).glob("*.toml")]
    return sorted({name.removesuffix(".toml") for name in [*shipped, *own] if name.endswith(".toml")})


def read(name: str, home: Path) -> Style:
    """The style called `name`: the newsroom's own before one that is shipped.

    Raises `UnknownNameError` with the names there are, and `InvalidInputError` for a file that is no style.
    """
    if name not in names(home):
        raise UnknownNameError(f"there is no house style called {name!r}", asked=name, choices=names(home))
    own = home / FOLDER / f"{name}.toml"
    text = (own if own.is_file() else resources.files(_SHIPPED).joinpath(f"{name}.toml")).read_text(encoding="utf-8")
    try:
        return _style(name, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise InvalidInputError(
            "the house style can't be read",
            asked=name,
            found=str(error),
            do="a style has `avoid` (a list of words), and the tables [replace] (word = word) and [brief] (zh, en)",
        ) from error


def _style(name: str, row: dict[str, Any]) -> Style:
    replaced, brief = dict(row.pop("replace", {})), dict(row.pop("brief", {}))
    avoid = tuple(row.pop("avoid", ()))
    if row:
        raise ValueError(f"{sorted(row)} are no part of a style")
    if not all(isinstance(word, str) for word in (*replaced, *replaced.values(), *brief.values(), *avoid)):
        raise TypeError("words are texts in quotation marks")
    return Style(name, brief, replaced, avoid)
