"""The question that a sentence answers: what it counts, who speaks in it, why, or what is to come."""

import re

from broadsheet.verify.reading import read
from broadsheet.write.aspects import aspects, names
from broadsheet.write.counted import FATE

_OF_FACTS = {
    "who": {"en": "Who is involved?", "zh": "涉及谁？"},
    "what": {"en": "What happened?", "zh": "发生了什么？"},
    "when": {"en": "When was it?", "zh": "什么时候？"},
    "where": {"en": "Where was it?", "zh": "在哪里？"},
    "why": {"en": "What is the reason?", "zh": "原因是什么？"},
    "how": {"en": "How?", "zh": "怎么发生的？"},
}
_OF_FATES = {
    "dead": {"en": "How many people died?", "zh": "死亡人数是多少？"},
    "injured": {"en": "How many people were hurt?", "zh": "受伤人数是多少？"},
    "missing": {"en": "How many are missing?", "zh": "失踪人数是多少？"},
    "evacuated": {"en": "How many people had to leave?", "zh": "疏散了多少人？"},
    "arrested": {"en": "How many people were arrested?", "zh": "抓获了多少人？"},
}
_WHY = {"en": "What is the reason?", "zh": "原因是什么？"}
_NEXT = {"en": "What happens next?", "zh": "接下来会怎样？"}
_MONEY = {"en": "How much money is involved?", "zh": "涉及多少钱？"}
_LONG = {"en": "How long will it take?", "zh": "需要多长时间？"}
_FIGURES = {"en": "What are the figures?", "zh": "有哪些数字？"}
_SPEAKS = {"en": "What does {who} say?", "zh": "{who}怎么说？"}
_SAID = {"en": "What do those involved say?", "zh": "当事各方怎么说？"}
_MORE = {"en": "What else is known?", "zh": "还知道些什么？"}
_CURRENCIES = frozenset({"CNY", "USD", "EUR", "GBP", "JPY", "HKD"})
# Money is told by its own unit, or by an invented country's.
_PAYS = re.compile(
    r"\b(?:cost|costs|budget|worth|price|paid|pay|fund|crowns?|dollars?|pounds?|euros?)\b|元|预算|资金|费用"
)
_LASTS = frozenset({"day", "month"})


def question_for(text: str, *, given: str = "", language: str, lead: str) -> str:
    """The question that `text` answers; `given` is the fact's name if it is one, `lead` the question of the first."""
    if given in _OF_FACTS:
        return _OF_FACTS[given][language]
    told = aspects(text, language=language)
    if speaker := speaker_in(text, language=language):
        return _SPEAKS[language].format(who=speaker)
    counted = _counted(text, language, ahead="next" in told) if "figures" in told else ""
    ranked = (("said", _SAID[language]), ("why", _WHY[language]), ("figures", counted), ("next", _NEXT[language]))
    found = next((asked for aspect, asked in ranked if aspect in told and asked), "")
    return found or (_MORE[language] if lead else lead)


def speaker_in(text: str, *, language: str) -> str:
    """The name of who is quoted in `text`; empty when nobody is, or nobody by name."""
    return next((str(row["speaker"]) for row in names(text, language=language) if row.get("speaker")), "")


def _counted(text: str, language: str, *, ahead: bool) -> str:
    fates = {m.lastgroup for m in FATE.finditer(text)} & set(_OF_FATES)
    units = {q.unit for q in read(text).quantities if not q.ordinal}
    if len(fates) == 1 and units & {"", "person", "个"}:
        return _OF_FATES[fates.pop() or ""][language]
    if units & _CURRENCIES or _PAYS.search(text):
        return _MONEY[language]
    if ahead and units & _LASTS:
        return _LONG[language]
    return "" if ahead else _FIGURES[language]
