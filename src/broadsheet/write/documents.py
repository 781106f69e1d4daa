"""A text that is a JSON document: its strings with their places, and the same document as plain sentences to check."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.core import Span
from broadsheet.models.json_schema import resolved
from broadsheet.write.shapes import Part

# A string of JSON (RFC 8259, section 7), and whether a colon makes it a name.
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"(\s*:)?')


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string in a document: the name it stands under and its schema."""

    name: str
    schema: Mapping[str, Any]


# What becomes of a string under its name and schema.
Change = Callable[[str, Leaf], str]


def mapped(
    value: Any, schema: Any, change: Callable[[str, Leaf], str], *, root: Mapping[str, Any], name: str = ""
) -> Any:
    """The document with every string that stands in it as `change` makes it."""
    shape = resolved(schema, root)
    if isinstance(value, str):
        return change(value, Leaf(name, shape))
    if isinstance(value, dict):
        known = shape.get("properties", {})
        return {k: mapped(v, known.get(k, {}), change, root=root, name=k) for k, v in value.items()}
    if isinstance(value, list):
        return [mapped(v, shape.get("items", {}), change, root=root, name=name) for v in value]
    return value


def as_parts(value: Any, told: Mapping[str, Sequence[Span]], *, by_model: frozenset[str]) -> list[Part]:
    """The document as parts: each string a part, what stands between them its joint.

    `told` are the spans that a string stands on; those in `by_model` are the model's words.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    parts: list[Part] = []
    end = 0
    for match in _STRING.finditer(text):
        if not match[2] and match[1]:
            plain = json.loads(f'"{match[1]}"')
            writer = "model" if plain in by_model else "template"
            spans = tuple(told.get(plain, ()))
            parts.append(Part(match[1], spans, text[end : match.start(1)], writer))  # type: ignore[arg-type]
            end = match.end(1)
    return [*parts, Part(text[end:], ())]


def as_prose(text: str) -> str:
    """The document with everything but its strings and numbers turned into blanks, character for character.

    Each stands on a line of its own, so that a checker reads it as a sentence.
    """
    shown = [" "] * len(text)
    end = 0
    for match in _STRING.finditer(text):
        _show_numbers(text, end, match.start(), shown)
        end = match.end()
        if match[2]:
            continue
        plain = re.sub(r"\\(.)", lambda m: " \n" if m[1] == "n" else " " + (m[1] if m[1] in '"\\/' else " "), match[1])
        shown[match.start(1) : match.end(1)] = plain
        shown[match.start()] = shown[match.end(1)] = "\n"
    _show_numbers(text, end, len(text), shown)
    return "".join(shown)


def _show_numbers(text: str, start: int, end: int, shown: list[str]) -> None:
    for match in re.finditer(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", text[start:end]):
        a, b = start + match.start(), start + match.end()
        shown[a:b] = text[a:b]
        if b < len(text):
            shown[b] = "\n"
