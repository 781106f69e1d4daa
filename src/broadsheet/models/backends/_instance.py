"""A small value that fits a JSON schema, made without a model: the shape is the schema's, the words are given."""

from collections.abc import Iterator, Mapping
from typing import Any

# Schemas may refer to themselves; a value this deep is as deep as any form asks for.
DEEPEST = 12


def instance(schema: Mapping[str, Any], words: Iterator[str]) -> Any:
    """A minimal value for `schema`: required properties only, lists as short as allowed but not empty, first choices.

    Strings are taken from `words`, cut to `maxLength`. Covers type, enum, const, anyOf, oneOf, allOf, $ref to the
    schema's own definitions, and the bounds of numbers, strings and lists (JSON Schema 2020-12).
    """
    return _value(schema, words, schema, 0)


def _value(schema: Any, words: Iterator[str], root: Mapping[str, Any], depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > DEEPEST:
        return None
    schema = _resolved(schema, root)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = _kind(schema)
    if kind == "object":
        return _object(schema, words, root, depth)
    if kind == "array":
        return _array(schema, words, root, depth)
    return _plain(kind, schema, words)


def _resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    for _ in range(DEEPEST):
        if "$ref" in schema:
            schema = _referred(str(schema["$ref"]), root)
        elif any(schema.get(key) for key in ("anyOf", "oneOf")):
            schema = (schema.get("anyOf") or schema["oneOf"])[0]
        elif schema.get("allOf"):
            merged: dict[str, Any] = {k: v for k, v in schema.items() if k != "allOf"}
            for part in schema["allOf"]:
                merged |= _resolved(part, root)
            schema = merged
        else:
            break
    return schema


def _referred(ref: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = root
    for step in ref.removeprefix("#").strip("/").split("/"):
        found = found.get(step, {}) if isinstance(found, Mapping) and step else found
    return found if isinstance(found, Mapping) else {}


def _kind(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type") or ("object" if "properties" in schema else "array" if "items" in schema else "string")
    return str(kind[0] if isinstance(kind, list) else kind)


def _object(schema: Mapping[str, Any], words: Iterator[str], root: Mapping[str, Any], depth: int) -> dict[str, Any]:
    properties = schema.get("properties", {})
    wanted = schema.get("required", properties)
    return {name: _value(properties.get(name, {}), words, root, depth + 1) for name in wanted}


def _array(schema: Mapping[str, Any], words: Iterator[str], root: Mapping[str, Any], depth: int) -> list[Any]:
    length = max(int(schema.get("minItems", 0)), min(1, int(schema.get("maxItems", 1))))
    return [_value(schema.get("items", {}), words, root, depth + 1) for _ in range(length)]


def _plain(kind: str, schema: Mapping[str, Any], words: Iterator[str]) -> Any:
    if kind == "string":
        text = next(words, "")[: int(schema.get("maxLength", 10**6))]
        return text.ljust(int(schema.get("minLength", 0)), ".")
    if kind in ("integer", "number"):
        low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        return min(low, schema["maximum"]) if "maximum" in schema else low
    return False if kind == "boolean" else None
