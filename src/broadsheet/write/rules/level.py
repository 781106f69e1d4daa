"""The reading level, an aim: simple, general or expert, measured as school grades (en) or sentence length (zh)."""

from broadsheet.write.controls import Controls
from broadsheet.write.readability import grade, sentence_length
from broadsheet.write.rule import Fault

_BRIEF = {
    "simple": {
        "en": "Use short sentences and everyday words that a twelve-year-old knows.",
        "zh": "用短句和十二岁孩子也懂的常用词。",
    },
    "general": {"en": "Write for the general reader.", "zh": "写给一般读者看。"},
    "expert": {"en": "Write for experts and keep technical terms.", "zh": "写给专业读者看，保留术语。"},
}
# School grades (Flesch-Kincaid) and characters a sentence: at most these are simple, and general.
GRADES = {"simple": 8.0, "general": 13.0}
LENGTHS = {"simple": 30.0, "general": 55.0}
_SAID = {
    "en": "reads at school grade {found:.0f}; {level} is at most {most:.0f}",
    "zh": "平均每句{found:.0f}字；“{level}”不超过{most:.0f}字",
}
_ZH = {"simple": "浅显", "general": "大众"}


def brief(controls: Controls, language: str) -> str:
    """The level, as an order."""
    return _BRIEF[controls.level][language] if controls.level else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """One, as advice, when the text is harder to read than asked for."""
    limits = LENGTHS if language == "zh" else GRADES
    if controls.level not in limits or not text.strip():
        return []
    found = sentence_length(text) if language == "zh" else grade(text)
    most = limits[controls.level]
    level = _ZH[controls.level] if language == "zh" else controls.level
    if found <= most:
        return []
    return [Fault(0, 0, _SAID[language].format(found=found, level=level, most=most), hard=False)]
