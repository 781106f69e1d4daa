"""What a model is told of one sentence to translate, and what the editor is told of the whole."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from broadsheet.core import Mark
from broadsheet.write.injection import as_data

_TASK = {"en": "Translate into English:\n{text}", "zh": "译成中文：\n{text}"}
_NAMES = {"en": "Use: {names}", "zh": "译法：{names}"}
_BEFORE = {"en": "The sentence before, for context: {source} → {target}", "zh": "上一句（供参考）：{source} → {target}"}
# Of the sentence before no more is shown than gives the thread: characters.
_CONTEXT = 200
_NOTICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "third": {
            "en": "The source is in the language {found}: only numbers, dates and quotations are compared.",
            "zh": "原文的语言是{found}：只能比对数字、日期和引语。",
        },
        "short": {
            "en": "Still not the same after a second try, please check: {text}",
            "zh": "重译后仍与原文不一致，请核对：{text}",
        },
        "figure": {
            "en": "A large figure was put right by code: {text}",
            "zh": "大数字已由程序改正：{text}",
        },
        "failed": {
            "en": "The model failed ({why}); the sentences it had not come to stand as they were.",
            "zh": "模型中途出错（{why}），未译的句子保留原文。",
        },
        "pinyin": {
            "en": "Rendered by pinyin, since the archive has no English name: {names}.",
            "zh": "档案中没有英文名，按拼音译出：{names}。",
        },
    }
)


_FIGURE = r"(?P<figure>\d[\d,]*(?:\.\d+)?)"
_HAN = re.compile(rf"{_FIGURE}(?P<scale>万亿|亿|万)")
_LATIN = re.compile(rf"{_FIGURE}\s?(?P<scale>trillion|billion|million|thousand)\b", re.IGNORECASE)
_WORTH = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_WORTH |= {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 1000}
_WESTERN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_EASTERN = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def brief(source: str, *, target: str, names: Mapping[str, str], before: tuple[str, str] | None) -> str:
    """The request for one sentence: the thread, the names that stand in it, the sentence."""
    rows = []
    if before:
        one, other = (as_data(text)[-_CONTEXT:] for text in before)
        rows.append(_BEFORE[target].format(source=one, target=other))
    names = {**names, **figures(source, target=target)}
    if names:
        joint = "；" if target == "zh" else "; "
        rows.append(_NAMES[target].format(names=joint.join(f"{a} = {b}" for a, b in sorted(names.items()))))
    return "\n".join([*rows, _TASK[target].format(text=as_data(source))])


def figures(source: str, *, target: str) -> dict[str, str]:
    """The large figures of a sentence in the other language's scale: 38亿 is 3.8 billion, 1.2 million is 120万."""
    pattern, scales = (_HAN, _WESTERN) if target == "en" else (_LATIN, _EASTERN)
    found = {}
    for match in pattern.finditer(source):
        value = Decimal(match["figure"].replace(",", "")) * _WORTH[match["scale"].lower()]
        scale, word = next(((n, w) for n, w in scales if value >= n), (1, ""))
        figure = (value / scale).normalize()
        found[match.group()] = f"{figure:,f}{' ' if target == 'en' and word else ''}{word}"
    return found


def refigured(text: str, wrong: Sequence[Mark], source: str, *, target: str) -> str:
    """`text` with each large figure that a translation changed put right by code; the rest is left as it is."""
    known = figures(source, target=target)
    pattern = _LATIN if target == "en" else _HAN
    changed = [m for m in wrong if m.matter == "number" and m.bearing == "changed" and m.source and m.target]
    for mark in sorted(changed, key=lambda m: -m.target.start if m.target else 0):
        right = next((known[figure] for figure in known if mark.source and figure in mark.source.text), "")
        place = pattern.search(mark.target.text) if mark.target and right else None
        if place and mark.target:
            start = mark.target.start
            text = text[: start + place.start()] + right + text[start + place.end() :]
    return text


def say(key: str, language: str, **values: str) -> str:
    """The notice `key` in a language, filled in."""
    return _NOTICES[key][language].format(**values)
