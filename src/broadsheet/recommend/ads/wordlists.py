"""Words looked for in a headline: whole words where they are written with spaces, stretches where they are not."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_BETWEEN = re.compile(r"[^\w]+|_+")
_HAN = re.compile("[\u3400-\u9fff]")


def folded(text: str) -> str:
    """The text in small letters of one width, its words parted and surrounded by single spaces."""
    return f" {_BETWEEN.sub(' ', unicodedata.normalize('NFKC', text).casefold()).strip()} "


def key_of(word: str) -> str:
    """What to look for in a folded text to find `word`: with its spaces round it, unless it is Chinese."""
    plain = folded(word)
    return plain.strip().replace(" ", "") if _HAN.search(plain) else plain


def holds(text: str, words: Collection[str]) -> str:
    """The first of `words` (keys) that a folded text holds, or nothing."""
    return next((word for word in words if word.strip() and word in text), "")


@cache
def lists(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of `data/name.toml`: `topics` as they are, `words` and `not` as keys."""
    source = files("broadsheet.recommend.ads").joinpath("data", f"{name}.toml").read_text("utf-8")
    return {kind: _table(row) for kind, row in tomllib.loads(source).items()}


def _table(row: Mapping[str, Any]) -> Mapping[str, Any]:
    words = tuple(key_of(word) for tag in ("zh", "en") for word in row.get(tag, ()))
    return {
        **{k: v for k, v in row.items() if k not in ("zh", "en", "not")},
        "words": words,
        "not": tuple(key_of(w) for w in row.get("not", ())),
    }
