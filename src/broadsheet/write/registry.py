"""The prompts: one TOML file each in `prompts/`, with its version, its wording in each language, and examples.

Which version wrote what is kept in the draft. A changed wording needs a new version: `digest` is that of the wording,
and a test holds both together.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from broadsheet.core import UnknownNameError

_FOLDER = "broadsheet.write.prompts"


@dataclass(frozen=True, slots=True)
class PromptExample:
    """A use of a prompt: the values that fill it in a language, and what must stand in the result."""

    language: str
    values: Mapping[str, Any]
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A wording with its history: `text` by language, `{names}` filled by `str.format`; `digest` pins the wording."""

    name: str
    version: int
    text: Mapping[str, str]
    digest: str
    examples: tuple[PromptExample, ...] = ()

    @property
    def label(self) -> str:
        """Name and version, as kept with what it wrote: `brief@2`."""
        return f"{self.name}@{self.version}"

    def values(self, language: str) -> frozenset[str]:
        """The names that the wording leaves to be filled."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text[language]) if name)


def prompts() -> list[str]:
    """The names of the prompts there are."""
    files = (entry.name for entry in resources.files(_FOLDER).iterdir())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


@cache
def prompt(name: str) -> Prompt:
    """The prompt called `name`; raises `UnknownNameError` with the names there are."""
    file = resources.files(_FOLDER).joinpath(f"{name}.toml")
    if not file.is_file():
        raise UnknownNameError(f"there is no prompt called {name!r}", asked=name, choices=prompts())
    row = tomllib.loads(file.read_text(encoding="utf-8"))
    examples = tuple(
        PromptExample(e["language"], e.get("values", {}), tuple(e["holds"])) for e in row.get("examples", ())
    )
    return Prompt(name, row["version"], row["text"], row["digest"], examples)


def digest(text: Mapping[str, str]) -> str:
    """The first eight hexadecimal digits of the SHA-256 of a wording in all its languages."""
    canonical = json.dumps(dict(text), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]
