"""How a draft came about: the model, the versions of its prompts, and the rules and settings that were asked for."""

import json
from collections.abc import Iterator
from typing import Any

from broadsheet.core import Draft
from broadsheet.serve.web._frame.strings import say, strings

Row = tuple[str, str]


def orders(draft: Draft, *, language: str) -> list[Row]:
    """Rows of a name in the reader's language and what was asked; a template's draft without rules has none."""
    return [*_written(draft, language), *_rows(draft.controls, language), *_rows(_settings(draft), language)]


def _written(draft: Draft, language: str) -> Iterator[Row]:
    if draft.model != "none":
        yield say(language, "write.model"), draft.model
    if draft.prompts:
        yield say(language, "draft.prompts"), ", ".join(draft.prompts)


def _settings(draft: Draft) -> dict[str, Any]:
    return dict(draft.options) if draft.model != "none" else {}


def _rows(told: Any, language: str) -> Iterator[Row]:
    known = strings(language)
    for name, value in told.items():
        if f"write.{name}" in known and value not in (None, "", [], ()):
            yield known[f"write.{name}"], _value(name, value, language)


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, dict):  # a house style tells its name, a schema itself
        return str(value["name"]) if name == "style" else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return ("、" if language == "zh" else ", ").join(str(one) for one in value)
    return strings(language).get(f"write.{name}_{value}", str(value))
