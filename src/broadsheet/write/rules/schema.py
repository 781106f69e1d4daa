"""The output's form: the text is a JSON document that fits a JSON schema."""

import json

from broadsheet.write.controls import Controls
from broadsheet.write.rule import Fault
from broadsheet.write.schemas import misfits

_BRIEF = {
    "en": "Answer with one JSON document that fits this JSON schema: {schema}",
    "zh": "只输出一个符合以下JSON模式的JSON文档：{schema}",
}
_SAID = {"en": "does not fit the schema: {why}", "zh": "不符合给定的JSON模式：{why}"}
# A longer schema would fill a small model's context; the engine is held to the whole of it anyway.
_LONGEST = 1500


def brief(controls: Controls, language: str) -> str:
    """The schema, as an order."""
    if controls.schema is None:
        return ""
    return _BRIEF[language].format(schema=json.dumps(controls.schema, ensure_ascii=False)[:_LONGEST])


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """One for each place where the document does not fit."""
    found = misfits(text, controls.schema) if controls.schema is not None else []
    return [Fault(0, len(text), _SAID[language].format(why=why)) for why in found]
