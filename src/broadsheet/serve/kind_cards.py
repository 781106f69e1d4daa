"""The kinds of text as the doors tell of them: named in both languages, with the facts that each takes."""

from collections.abc import Mapping
from typing import Any

from broadsheet import write
from broadsheet.serve.shapes import jsonable
from broadsheet.serve.web._frame.strings import LANGUAGES, known, say


def kind_card(name: str) -> dict[str, Any]:
    """The kind called `name` with its names and hints by language; raises `UnknownNameError`."""
    shape = write.describe(name)
    return {**jsonable(shape), "name": _said("kind", name), "hint": _said("kind_hint", name)}


def _said(table: str, name: str) -> Mapping[str, str]:
    """The words of the pages for a kind; a kind of another distribution has none, and is called by its own name."""
    return {lang: say(lang, f"{table}.{name}") if known(lang, f"{table}.{name}") else name for lang in LANGUAGES}
