"""A small value that fits a JSON schema, made without a model: the shape is the schema's, the words are given."""

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.models.json_schema import DEEPEST, resolved, type_of


def instance(schema: Mapping[str, Any], words: Iterator[str]) -> Any:
    """A minimal value for `schema`: required properties only, lists as short as allowed but not empty, first choices.

    Strings are taken from `words`, cut to `maxLength`. Covers type, enum, const, anyOf, oneOf, allOf, $ref to the
    schema's own definitions, and the bounds of numbers, strings and lists (JSON Schema 2020-12).
    """
    return _value(schema, words, schema, 0)


def _value(schema: Any, words: Iterator[str], root: Mapping[str, Any], depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > DEEPEST:
        return None
    schema = resolved(schema, root)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = type_of(schema)
    if kind == "object":
        return _object(schema, words, root, depth)
    if kind == "array":
        return _array(schema, words, root, depth)
    return _plain(kind, schema, words)


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
