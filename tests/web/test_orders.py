"""How a draft came about, told beside it."""

from broadsheet.core import Draft, Variant
from broadsheet.serve.web._frame.orders import orders


def _draft(**given: object) -> Draft:
    return Draft("brief", "en", (Variant("A fire."),), **given)  # type: ignore[arg-type]


def test_a_templates_draft_without_rules_has_nothing_to_tell() -> None:
    assert orders(_draft(options={"temperature": 0.7}), language="en") == []


def test_the_model_its_prompts_and_the_rules_are_told_in_the_readers_language() -> None:
    rules = {"must": ["quay", "pier"], "level": "simple", "style": {"name": "wire", "avoid": []}}
    draft = _draft(model="small", prompts=("brief@2",), controls=rules, options={"seed": 7, "stop": []})
    assert dict(orders(draft, language="en")) == {
        "Model": "small",
        "Prompts": "brief@2",
        "Words that must stand in it": "quay, pier",
        "Reading level": "Simple",
        "House style": "wire",
        "Seed": "7",
    }
    assert ("提示词版本", "brief@2") in orders(draft, language="zh")
    assert any(value == "quay、pier" for _, value in orders(draft, language="zh"))
