"""The length at most: words in English, characters in Chinese."""

from broadsheet.write.controls import Controls
from broadsheet.write.measures import length
from broadsheet.write.rule import Fault

_BRIEF = {"en": "Write at most {n} words in all.", "zh": "全文不得超过{n}字。"}
_SAID = {"en": "{found} words; at most {n} were asked for", "zh": "共{found}字，超过要求的{n}字"}


def brief(controls: Controls, language: str) -> str:
    """The limit, as an order."""
    return _BRIEF[language].format(n=controls.most) if controls.most else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """One when the text is longer."""
    found = length(text, language)
    if controls.most is None or found <= controls.most:
        return []
    return [Fault(0, len(text), _SAID[language].format(found=found, n=controls.most))]
