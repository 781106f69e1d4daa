"""Forbidden words: none of them stands in the text, not even in a quotation."""

from broadsheet.write.controls import Controls
from broadsheet.write.rule import Fault
from broadsheet.write.wordmatch import places

_BRIEF = {"en": "Never use these words: {words}.", "zh": "不得使用这些词：{words}。"}
_SAID = {"en": "the word “{word}” is forbidden here", "zh": "此处不得使用“{word}”"}


def _banned(controls: Controls) -> tuple[str, ...]:
    return (*controls.avoid, *(controls.style.avoid if controls.style else ()))


def brief(controls: Controls, language: str) -> str:
    """The words, as an order."""
    words = ("、" if language == "zh" else ", ").join(w.rstrip("*") for w in _banned(controls))
    return _BRIEF[language].format(words=words) if words else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """Every place where a forbidden word stands."""
    return [
        Fault(start, end, _SAID[language].format(word=text[start:end]))
        for word in _banned(controls)
        for start, end in places(text, word)
    ]


def mended(sentence: str, controls: Controls, language: str) -> str:
    """Nothing of the sentence: a word cut out of it would leave it saying something else."""
    return "" if faults(sentence, controls, language) else sentence
