"""The house style's words: one thing is always written one way, except inside quotations."""

import re

from broadsheet.write.controls import Controls
from broadsheet.write.rule import Fault
from broadsheet.write.wordmatch import is_within, places, quotations

_SAID = {"en": "house style writes “{right}” for “{word}”", "zh": "按本报体例，“{word}”应写作“{right}”"}


def brief(controls: Controls, language: str) -> str:
    """The style's own advice, and its words."""
    style = controls.style
    if style is None:
        return ""
    told = style.brief.get(language, "")
    pairs = [f"{right} ({word})" if language == "en" else f"{right}（不写{word}）" for word, right in _pairs(controls)]
    words = ("House style: " if language == "en" else "体例：") + ", ".join(pairs) if pairs else ""
    return " ".join(piece for piece in (told, words and words + ("." if language == "en" else "。")) if piece)


def _pairs(controls: Controls) -> list[tuple[str, str]]:
    """What is written for what; an empty replacement is no rule."""
    return [(w, r) for w, r in controls.style.replace.items() if w.strip() and r] if controls.style else []


def _found(text: str, controls: Controls) -> list[tuple[int, int, str]]:
    quoted = quotations(text)
    found: list[tuple[int, int, str]] = []
    for word, right in sorted(_pairs(controls), key=lambda pair: -len(pair[0])):
        kept = places(text, right)
        for place in places(text, word):
            taken = any(a < place[1] and place[0] < b for a, b, _ in found)
            if not taken and not is_within(place, quoted) and not is_within(place, kept):
                found.append((*place, right))
    return sorted(found)


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """Every place where the other word stands."""
    return [Fault(a, b, _SAID[language].format(right=right, word=text[a:b])) for a, b, right in _found(text, controls)]


def mended(sentence: str, controls: Controls, language: str) -> str:  # noqa: ARG001  the shape of a rule
    """The sentence with the style's words in it."""
    told, end = [], 0
    for a, b, right in _found(sentence, controls):
        first = right[0].upper() + right[1:] if sentence[a].isupper() and not re.search(r"[A-Z]", right) else right
        told += [sentence[end:a], first]
        end = b
    return "".join(told) + sentence[end:]
