"""The length at least: words in English, characters in Chinese."""

from broadsheet.write.controls import Controls
from broadsheet.write.measures import length
from broadsheet.write.rule import Fault

_BRIEF = {"en": "Write at least {n} words in all.", "zh": "全文不得少于{n}字。"}
_SAID = {"en": "{found} words; at least {n} were asked for", "zh": "共{found}字，不足要求的{n}字"}


def brief(controls: Controls, language: str) -> str:
    """The limit, as an order."""
    return _BRIEF[language].format(n=controls.least) if controls.least else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """One when the text is shorter."""
    found = length(text, language)
    if controls.least is None or found >= controls.least:
        return []
    return [Fault(0, len(text), _SAID[language].format(found=found, n=controls.least))]
