"""A text may be a JSON document: it fits its schema, and every string of it stands on the evidence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import write
from broadsheet.core import Draft, InvalidInputError, RequestError
from broadsheet.models import LanguageModel
from broadsheet.write import Controls
from broadsheet.write.documents import as_parts, as_prose
from broadsheet.write.schemas import misfits
from broadsheet.write.shapes import text_of
from tests.write.fakes import Fake
from tests.write.reports import whole

CARD: dict[str, Any] = {
    "type": "object",
    "properties": {
        "title": {"type": "string", "maxLength": 90},
        "lead": {"type": "string"},
        "points": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
        "keywords": {"type": "array", "items": {"type": "string"}, "maxItems": 4},
        "source": {"type": "string"},
        "toll": {"type": ["integer", "null"]},
    },
    "required": ["title", "lead", "points", "toll"],
    "additionalProperties": False,
}


def filled(
    language: str, schema: dict[str, Any], *, model: LanguageModel | None = None, facts: dict[str, str] | None = None
) -> Draft:
    example = write.kind("brief").example[language]
    pieces = write.draft(
        "brief",
        facts=facts or {},
        evidence=example.evidence,
        language=language,
        controls=Controls(schema=schema),
        model=model,
    )
    return whole(list(pieces))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_model_a_form_is_filled_from_the_sources(language: str) -> None:
    variant = filled(language, CARD).variants[0]
    value = json.loads(variant.text)
    assert not misfits(variant.text, CARD)
    assert value["toll"] is None, "code can't tell which of a report's numbers is meant"
    assert value["points"]
    assert variant.report is not None
    assert variant.report.passed, variant.report.claims


@pytest.mark.parametrize(
    ("language", "title", "true", "false"),
    [
        ("en", "Footbridge closed", "The bridge, opened in 1931, carries about 4,200 people a day.", "It killed 17."),
        ("zh", "人行索桥封闭检修", "索桥建成于1931年，日均通行约4200人。", "事故造成17人死亡。"),
    ],
)
def test_a_model_fills_a_form_and_what_it_invents_is_replaced(language: str, title: str, true: str, false: str) -> None:
    answer = json.dumps({"title": title, "lead": true, "points": [false], "toll": None}, ensure_ascii=False)
    draft = filled(language, CARD, model=Fake(lambda _: answer))
    value = json.loads(draft.variants[0].text)
    assert value["lead"] == true
    assert false not in value["points"]
    assert not misfits(draft.variants[0].text, CARD)
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


@pytest.mark.parametrize("answer", ["no JSON at all", '{"title": 3}', "[]", '{"title": "x", "lead": '])
def test_an_answer_that_does_not_fit_is_asked_for_once_more_and_then_filled_by_code(answer: str) -> None:
    model = Fake(lambda _: answer)
    draft = filled("en", CARD, model=model)
    assert len(model.asked) == 2
    assert not misfits(draft.variants[0].text, CARD)
    assert all(s.written_by == "template" for s in draft.variants[0].sentences)


def test_a_number_that_no_source_gives_never_stands() -> None:
    answer = json.dumps({"title": "Footbridge closed", "lead": "It is closed.", "points": ["x"], "toll": 99})
    draft = filled("en", CARD, model=Fake(lambda _: answer))
    assert json.loads(draft.variants[0].text)["toll"] is None


def test_a_number_is_filled_from_the_fact_of_its_name() -> None:
    schema = {"type": "object", "properties": {"toll": {"type": "integer"}}, "required": ["toll"]}
    assert json.loads(filled("en", schema, facts={"toll": "4"}).variants[0].text) == {"toll": 4}


def test_what_can_only_be_made_up_is_refused() -> None:
    schema = {"type": "object", "properties": {"risk": {"type": "number"}}, "required": ["risk"]}
    with pytest.raises(RequestError, match="keeps all the rules"):
        filled("en", schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "nonsense"},
        {"$ref": "https://example.org/schema.json"},
        {"properties": {"a": {"$ref": "x.json"}}},
        {"$ref": "#/$defs/none"},
    ],
)
def test_a_schema_that_is_none_or_leads_elsewhere_is_refused_at_once(schema: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        filled("en", schema)


def test_an_edit_that_breaks_the_form_is_marked() -> None:
    draft = filled("en", CARD)
    report = write.report_of(draft, draft.variants[0].text.replace('"lead"', '"led"'))
    assert any(f.rule == "schema" and f.severity == "error" for f in report.findings)


LEAVES = st.recursive(
    st.text(max_size=20) | st.integers(-999, 9999) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(LEAVES)
def test_a_document_comes_back_from_its_parts_and_its_prose_keeps_every_place(value: Any) -> None:
    text = text_of(as_parts(value, {}, by_model=frozenset()))
    assert json.loads(text) == value
    prose = as_prose(text)
    assert len(prose) == len(text)
