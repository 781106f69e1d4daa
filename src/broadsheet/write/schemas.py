"""JSON schemas (2020-12) that a text may have to fit: are they any, and does a document fit."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.core import InvalidInputError


def check_schema(schema: Mapping[str, Any]) -> None:
    """Raises `InvalidInputError` when `schema` is no JSON schema (2020-12) or refers to another document."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from referencing.exceptions import Unresolvable

    away = [r for r in _references(schema) if not r.startswith("#")]
    if away:
        raise InvalidInputError("a schema may refer to its own definitions alone", found=away[0], do="copy them in")
    try:
        Draft202012Validator.check_schema(schema)
        list(Draft202012Validator(schema).iter_errors({}))
    except RecursionError as error:
        raise InvalidInputError(
            "this schema refers to itself without end, or is nested too deep",
            do="let every definition end in a type of its own",
        ) from error
    except SchemaError as error:
        raise InvalidInputError(
            "this is no JSON schema", found=error.message[:300], do="see json-schema.org"
        ) from error
    except Unresolvable as error:
        raise InvalidInputError(
            "this schema refers to a definition that it does not have", found=str(error)[:200], do="add it to `$defs`"
        ) from error


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
