from itertools import cycle
from typing import Any

import pytest

from broadsheet.models.backends._instance import instance


def made(schema: dict[str, Any]) -> Any:
    return instance(schema, cycle(["大桥将重建。", "The bridge will be rebuilt."]))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"enum": ["positive", "negative"]}, "positive"),
        ({"const": 3}, 3),
        ({"type": "string", "maxLength": 4}, "大桥将重"),
        ({"type": "string", "minLength": 8}, "大桥将重建。.."),
        ({"type": "integer", "minimum": 2, "maximum": 5}, 2),
        ({"type": "number", "maximum": -1}, -1),
        ({"type": "boolean"}, False),
        ({"type": "null"}, None),
        ({"type": ["string", "null"]}, "大桥将重建。"),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, 0),
        (
            {"type": "array", "items": {"type": "string"}, "minItems": 2},
            ["大桥将重建。", "The bridge will be rebuilt."],
        ),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 0}, []),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"enum": ["x"]}}}, "x"),
        ({"allOf": [{"type": "object"}, {"properties": {"a": {"const": 1}}}]}, {"a": 1}),
    ],
)
def test_a_value_fits_its_schema(schema: dict[str, Any], value: Any) -> None:
    assert made(schema) == value


def test_only_what_is_required_is_filled() -> None:
    schema = {"type": "object", "properties": {"a": {"const": 1}, "b": {"const": 2}}, "required": ["b"]}
    assert made(schema) == {"b": 2}


def test_a_schema_that_refers_to_itself_ends() -> None:
    schema = {"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "properties": {"next": {"$ref": "#/$defs/n"}}}}}
    assert "next" in made(schema)
