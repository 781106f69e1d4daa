"""The two steps before a model: what must be said, and how it reads without one."""

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.core import Evidence
from broadsheet.write.kind import kind
from broadsheet.write.preparing import prepare
from broadsheet.write.shapes import Ask, Part, Plan


def plan(
    name: str,
    *,
    facts: Mapping[str, Any] | None = None,
    evidence: Sequence[Evidence] = (),
    language: str,
    tone: str = "",
    length: int | None = None,
) -> tuple[Ask, Plan]:
    """What was asked as it was understood, and what a text of the kind `name` must say, in order."""
    ask = prepare(name, facts=facts or {}, evidence=evidence, language=language, tone=tone, length=length)
    return ask, kind(name).plan(ask)


def plain(ask: Ask, planned: Plan) -> list[Part]:
    """The text by extraction, true by construction; raises `RequestError` when the sources allow none."""
    return kind(ask.kind).plain(planned, ask)
