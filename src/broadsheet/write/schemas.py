"""JSON schemas (2020-12) that a text may have to fit: are they any, does a document fit, what does a field ask for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.core import InvalidInputError

# Deeper forms than this are no forms for a text.
DEEPEST = 12


def check_schema(schema: Mapping[str, Any]) -> None:
    """Raises `InvalidInputError` when `schema` is no JSON schema (2020-12) or refers to another document."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise InvalidInputError(
            "this is no JSON schema", found=error.message[:300], do="see json-schema.org"
        ) from error
    away = [r for r in _references(schema) if not r.startswith("#")]
    if away:
        raise InvalidInputError("a schema may refer to its own definitions alone", found=away[0], do="copy them in")


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def misfits(text: str, schema: Mapping[str, Any]) -> list[str]:
    """Why a text is not a JSON document that fits a schema; empty when it is."""
    from jsonschema import Draft202012Validator

    try:
        value = json.loads(text)
    except ValueError as error:
        return [f"not JSON: {error}"]
    return [f"{e.json_path}: {e.message}"[:200] for e in Draft202012Validator(schema).iter_errors(value)]


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
