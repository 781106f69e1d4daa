"""What a newsroom is told before it opens: its own file, then the environment. Read once, here, and nowhere else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError

FILE = "broadsheet.toml"
TEMPLATE = """\
# Settings of this newsroom; every line may be left out. `broadsheet doctor` shows what is in force.
# name = "Broadsheet 大报"
# language = "zh"                       # of new drafts when the sources don't say
# model = "qwen2.5-1.5b"                # or file:/path.gguf, openai:NAME, none; empty: the best installed
# models_folder = "~/.cache/broadsheet/models"
# base_url = "http://127.0.0.1:11434/v1"  # of an OpenAI-compatible server, for model = "openai:NAME"
# site = "https://news.example"         # where published pieces stand, for feeds
# allow = ["10.0.0.5"]                  # private addresses that may be fetched all the same
# contact = "editor@news.example"       # told to the sites that are read
# processes = 4                         # that read articles side by side; 0 or left out: one a core
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """One newsroom's settings. `api_key` is never in the file: it comes from BROADSHEET_API_KEY or OPENAI_API_KEY."""

    name: str = "Broadsheet 大报"
    language: str = ""
    model: str = ""
    models_folder: str = ""
    base_url: str = ""
    api_key: str = ""
    site: str = "http://127.0.0.1:8000"
    allow: tuple[str, ...] = ()
    contact: str = ""
    processes: int = 0


def read(home: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the newsroom in `home`; a variable BROADSHEET_<NAME> wins over the file.

    Raises `InvalidInputError` when the file is not TOML, or names a setting that is not there or of another type.
    """
    path = home / FILE
    given = _table(path) if path.exists() else {}
    known = {f.name: f.default for f in fields(Settings)}
    for name, value in given.items():
        _fits(path, name, value, known)
    made = replace(Settings(), **_told(given))
    loud: dict[str, Any] = _loud(environment, known)
    folder = loud.get("models_folder") or made.models_folder or _cache(environment)
    loud["models_folder"] = str(Path(folder).expanduser())
    return replace(made, **loud)


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def _loud(environment: Mapping[str, str], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the environment says; a list is written with commas or spaces."""
    said = {n: environment[f"BROADSHEET_{n.upper()}"] for n in known if environment.get(f"BROADSHEET_{n.upper()}")}
    said.setdefault("api_key", environment.get("OPENAI_API_KEY", ""))
    return {name: _typed(name, value, known[name]) for name, value in said.items()}


def _typed(name: str, value: str, default: Any) -> Any:
    """What a variable says, as its setting's type."""
    if isinstance(default, tuple):
        return tuple(value.replace(",", " ").split())
    if not isinstance(default, int):
        return value
    if not value.isdecimal():
        raise InvalidInputError(
            f"the variable BROADSHEET_{name.upper()} is no number", found=value, do="give a whole number"
        )
    return int(value)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "the settings can't be read", asked=str(path), found=str(error), do="correct that line"
        ) from error


def _fits(path: Path, name: str, value: Any, known: Mapping[str, Any]) -> None:
    if name not in known or name == "api_key":
        raise InvalidInputError(
            f"there is no setting {name!r} in this file",
            asked=str(path),
            choices=sorted(n for n in known if n != "api_key"),
            do="set BROADSHEET_API_KEY in the environment" if name == "api_key" else "",
        )
    wanted = list if isinstance(known[name], tuple) else type(known[name])
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise InvalidInputError(
            f"the setting {name!r} is of the wrong type",
            asked=str(path),
            found=repr(value),
            do=f"give a {wanted.__name__}",
        )


def _cache(environment: Mapping[str, str]) -> str:
    return str(Path(environment.get("XDG_CACHE_HOME") or "~/.cache") / "broadsheet" / "models")
