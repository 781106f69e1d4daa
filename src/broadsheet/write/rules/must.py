"""Required words: every one of them stands in the text."""

from broadsheet.write.controls import Controls
from broadsheet.write.rule import Fault
from broadsheet.write.wordmatch import has

_BRIEF = {"en": "The text must contain, exactly as written: {words}.", "zh": "文中必须原样出现：{words}。"}
_SAID = {"en": "the required word “{word}” is missing", "zh": "缺少必须出现的词“{word}”"}


def brief(controls: Controls, language: str) -> str:
    """The words, as an order."""
    words = ("、" if language == "zh" else ", ").join(controls.must)
    return _BRIEF[language].format(words=words) if words else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """One for each word that is missing."""
    return [Fault(0, 0, _SAID[language].format(word=word.rstrip("*"))) for word in controls.must if not has(text, word)]
