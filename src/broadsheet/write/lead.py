"""A lead sentence from facts: who, what, where and when, in the order each language tells them."""

import re
from collections.abc import Sequence

from broadsheet.core import Span
from broadsheet.write.shapes import Ask, Part, Point

_PREPOSED = re.compile(
    r"(?:in|at|on|near|off|by|from|outside|inside|across|between|over|under|along|around|throughout|after|before|during|"
    r"since|until|today|yesterday|tomorrow|this|last|next|early|late|every)\b",
    re.IGNORECASE,
)
_ENDED = tuple("。！？.!?")


def lead_from_facts(points: Sequence[Point], ask: Ask) -> tuple[list[Part], list[Point]]:
    """The lead made of `who`, `what`, `where` and `when` (at least `what`), and the points it did not use.

    A `what` that is a whole sentence is printed as it is.
    """
    known = {p.source.removeprefix("fact:"): p for p in points}
    what = known.get("what")
    if what is None:
        return [], list(points)
    if what.text.endswith(_ENDED):
        return [Part(what.text, what.spans)], [p for p in points if p is not what]
    used = [known[name] for name in ("who", "what", "where", "when") if name in known]
    values = {p.source.removeprefix("fact:"): p.text for p in used}
    text = _chinese(values) if ask.language == "zh" else _english(values)
    spans: tuple[Span, ...] = tuple(span for p in used for span in p.spans)
    return [Part(text, spans)], [p for p in points if p not in used]


def _chinese(values: dict[str, str]) -> str:
    when = values.get("when", "")
    where = values.get("where", "")
    place = where if not where or where.startswith("在") else f"在{where}"
    return f"{when}{'，' if when else ''}{values.get('who', '')}{place}{values['what']}。"


def _english(values: dict[str, str]) -> str:
    where = _with_preposition(values.get("where", ""), "in")
    when = _with_preposition(values.get("when", ""), "on")
    text = " ".join(part for part in (values.get("who", ""), values["what"], where, when) if part)
    return f"{text[0].upper()}{text[1:]}."


def _with_preposition(value: str, preposition: str) -> str:
    return value if not value or _PREPOSED.match(value) else f"{preposition} {value}"
