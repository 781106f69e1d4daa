"""The words of the pages: one file for each language, the same keys in all, chosen by address, cookie, browser."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "zh")


@cache
def strings(language: str) -> Mapping[str, str]:
    """Every string of `language` by its dotted key (`desk.title`)."""
    source = files("broadsheet.serve.web").joinpath("strings", f"{language}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(source), prefix=""))


def say(language: str, key: str, **values: object) -> str:
    """The string under `key` with its `{names}` filled.

    A string may give two forms, `one | many`; the first is used where `n` is 1. Raises `KeyError` for a key that is
    not there: a page with a hole in it must fail its test, not reach a reader.
    """
    forms = strings(language)[key].split(" | ")
    return forms[0 if values.get("n") == 1 else -1].format(**values)


def known(language: str, key: str) -> bool:
    """Whether there is a string under `key`: for names that come from elsewhere (rules, codes, causes)."""
    return key in strings(language)


def choose(*, asked: str, kept: str, accepted: str) -> str:
    """The page's language: what the address asks, else what the cookie keeps, else what the browser accepts."""
    for wish in (asked, kept, *_by_preference(accepted)):
        primary = wish.lower().split("-")[0]
        if primary in LANGUAGES:
            return primary
    return LANGUAGES[0]


def _by_preference(accepted: str) -> list[str]:
    """The tags of an Accept-Language header (RFC 9110, 12.5.4), most wanted first; what can't be read is left out."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(",")[:16]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]


def _flat(table: Mapping[str, object], *, prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, prefix=f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
