"""What a person asks of a text beside its facts: hard rules that always hold, and soft ones that are measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["", "simple", "general", "expert"]
Person = Literal["", "first", "second", "third"]


@dataclass(frozen=True, slots=True)
class Controls:
    """Control of what is generated. Lengths are words in English and characters in Chinese, as `length` is.

    Hard, kept in every variant by asking once more and then by code: `least` and `most`, `must` (words that stand in
    it), `avoid` (words that don't), `person` third (nobody speaks as I or we outside quotations), and `schema` (a JSON
    schema; the text is then a JSON document). Soft, told to the model and measured: `audience` in the editor's words,
    reading `level`, the other values of `person`. `style` names a house style, which has rules of both sorts.
    """

    audience: str = ""
    level: Level = ""
    person: Person = ""
    style: str = ""
    must: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    schema: Mapping[str, Any] | None = None
