"""What a field of a JSON schema (2020-12) asks for: its references and choices followed, its type named."""

from collections.abc import Mapping
from typing import Any

# Schemas may refer to themselves; a form this deep is as deep as any text or answer asks for.
DEEPEST = 12


def resolved(schema: Any, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with its references, choices (the first that is not null) and conjunctions followed."""
    found: Mapping[str, Any] = schema if isinstance(schema, Mapping) else {}
    for _ in range(DEEPEST):
        choices = [c for key in ("anyOf", "oneOf") for c in found.get(key, ()) if c.get("type") != "null"]
        if "$ref" in found:
            found = _at(str(found["$ref"]), root)
        elif choices:
            found = choices[0]
        elif found.get("allOf"):
            rest = {k: v for k, v in found.items() if k != "allOf"}
            for part in found["allOf"]:
                rest |= resolved(part, root)
            found = rest
        else:
            break
    return found


def _at(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = root
    for step in reference.removeprefix("#").strip("/").split("/"):
        found = found.get(step, {}) if isinstance(found, Mapping) and step else found
    return found if isinstance(found, Mapping) else {}


def type_of(schema: Mapping[str, Any]) -> str:
    """The type a resolved schema asks for; of several the first that is not null."""
    named = schema.get("type")
    if isinstance(named, list):
        named = next((n for n in named if n != "null"), "null")
    return str(named or ("object" if "properties" in schema else "array" if "items" in schema else "string"))
