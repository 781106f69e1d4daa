"""Orders that make no sense: refused with what was wrong, or read as what they can only mean."""

import math
from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Evidence, InvalidInputError, ModelInputError
from broadsheet.models import Options
from tests.write.reports import whole

SOURCE = Evidence("article:1", "The Alpha bridge was closed on Monday, police said.", "Bridge closed", "Tern")


def test_a_fact_that_is_null_is_left_out() -> None:
    draft = whole(list(write.draft("brief", facts={"what": "The bridge is shut.", "when": None}, language="en")))
    assert "None" not in draft.variants[0].text
    assert set(draft.facts) == {"what"}


@pytest.mark.parametrize("value", [{"x": 1}, [["a"]], [None, "a"], [{"x": 1}]])
def test_a_fact_that_is_a_document_is_refused(value: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        write.draft("brief", facts={"what": value}, language="en")
    assert refused.value.asked == "what"
    assert refused.value.do


@pytest.mark.parametrize(
    "options",
    [{"temperature": -1.0}, {"temperature": math.nan}, {"top_p": 2.0}, {"seed": -4}, {"seed": 10**30}, {"beams": 0}],
)
def test_a_setting_out_of_range_is_refused_by_no_model_too(options: dict[str, Any]) -> None:
    with pytest.raises(ModelInputError) as refused:
        write.draft("brief", evidence=[SOURCE], language="en", options=Options(**options))
    assert next(iter(options)) in refused.value.asked
    assert refused.value.do


@pytest.mark.parametrize("schema", [{"$ref": "#"}, {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}])
def test_a_schema_without_end_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="refers to itself"):
        write.draft("brief", evidence=[SOURCE], controls=write.Controls(schema=schema), language="en")
