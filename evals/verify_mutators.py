"""Small faults put into true sentences, and rewordings that leave them true. Each mutator is a pure function of a sentence
and a seeded random source, and gives the new sentence with the place of the fault, or None where it has nothing to change.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.verify.values.names_zh import find_names


@dataclass(frozen=True)
class Changed:
    """A sentence with a fault at `start..end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Setting:
    """What a mutator may draw on: the story, names from other stories by kind, and the source of chance."""

    language: str
    story: str
    outside: dict[str, list[str]]
    chance: random.Random


Mutator = Callable[[str, Setting], Changed | None]

_FIGURE = re.compile(
    r"(?<![\d.,A-Za-z第:：-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:：年月日号时A-Za-z-]|,\d|\s?(?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_UNITS = {
    "zh": [("亿", "万"), ("万", "亿"), ("%", "个百分点"), ("公里", "米"), ("亿美元", "亿元"), ("万元", "万美元"), ("吨", "公斤"), ("小时", "分钟"), ("岁", "个月")],
    "en": [("million", "billion"), ("billion", "million"), (" percent", " percentage points"), (" per cent", " percentage points"),
           ("%", " percentage points"), ("kilometers", "miles"), ("km", "miles"), ("miles", "km"), ("yuan", "dollars"), ("tonnes", "kilograms"),
           ("hours", "minutes"), ("weeks", "months"), ("$", "€"), ("£", "$")],
}  # fmt: skip
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATES_ZH = re.compile(r"(?<![\d.])(\d{1,4})(年|月|日)(?!\d*期)")
_DATES_EN = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})\b|\b(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|(?<!\d)(?P<year>(?:19|20)\d\d)(?![\d,]|\.\d|s\b)"
)
_WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NEGATE_EN = [(r"\b(is|are|was|were|has|have|had|will|would|can|could|should) (?!not|n't)", r"\1 not ")]
_ANTONYMS = {
    "zh": [("上升", "下降"), ("下降", "上升"), ("增长", "下降"), ("上涨", "下跌"), ("下跌", "上涨"), ("增加", "减少"), ("减少", "增加"), ("击败", "不敌"),
           ("支持", "反对"), ("反对", "支持"), ("提高", "降低"), ("扩大", "缩小"), ("死亡", "获救"), ("进口", "出口"), ("出口", "进口"), ("开始", "结束")],
    "en": [("rose", "fell"), ("fell", "rose"), ("increased", "decreased"), ("increase", "decrease"), ("growth", "decline"), ("grew", "shrank"),
           ("won", "lost"), ("lost", "won"), ("supported", "opposed"), ("support", "oppose"), ("killed", "rescued"), ("began", "ended"),
           ("higher", "lower"), ("lower", "higher"), ("more", "fewer"), ("exports", "imports"), ("up", "down"), ("arrested", "released")],
}  # fmt: skip


def number(sentence: str, setting: Setting) -> Changed | None:
    """One figure becomes another of about its size."""
    found = [m for m in _FIGURE.finditer(sentence) if m.group() not in {"0", "1"}]
    if not found:
        return None
    m = setting.chance.choice(found)
    digits = [i for i, c in enumerate(m.group()) if c.isdigit()]
    at = setting.chance.choice(digits)
    old = m.group()[at]
    new = setting.chance.choice([d for d in "123456789" if d != old])
    return _swap(sentence, m.start(), m.end(), m.group()[:at] + new + m.group()[at + 1 :], setting)


def unit(sentence: str, setting: Setting) -> Changed | None:
    """A unit or magnitude becomes another."""
    options = []
    for old, new in _UNITS[setting.language]:
        pattern = rf"(?<=[\d\w])\s?{re.escape(old)}" if old not in "$£" else re.escape(old)
        for m in re.finditer(
            rf"\d[\d.,]*\s?(?:{re.escape(old)})(?![A-Za-z])" if old not in "$£" else rf"{pattern}(?=\d)", sentence
        ):
            at = m.group().rindex(old) + m.start()
            options.append((at, at + len(old), new))
    if not options:
        return None
    start, end, new = setting.chance.choice(options)
    return _swap(sentence, start, end, new, setting)


def date(sentence: str, setting: Setting) -> Changed | None:
    """A day, month, weekday or year becomes another."""
    if setting.language == "zh":
        found = list(_DATES_ZH.finditer(sentence))
        if not found:
            return None
        m = setting.chance.choice(found)
        old, kind = int(m[1]), m[2]
        top = {"日": 28, "月": 12}.get(kind, 0)
        new = (
            setting.chance.choice([d for d in range(1, top + 1) if d != old])
            if top
            else old + setting.chance.choice([-7, -3, 3, 6])
        )
        return _swap(sentence, m.start(1), m.end(1), str(new), setting)
    found = list(_DATES_EN.finditer(sentence))
    if not found:
        return None
    m = setting.chance.choice(found)
    row = _MONTHS if m["month"] else _WEEK if m["day"] else [str(int(m.group()) + k) for k in (-7, -3, 3, 6)]
    return _swap(sentence, m.start(), m.end(), setting.chance.choice([w for w in row if w != m.group()]), setting)


def names(text: str, language: str) -> list[tuple[str, int, int, str]]:
    """The names the mutators put in and take out: LAC's in Chinese, runs of two capitals inside a sentence in English."""
    if language == "zh":
        return [(n.text, n.start, n.end, n.kind) for n in find_names(text) if n.kind != "other" and len(n.text) > 1]
    pattern = r"(?<=[a-z,] )(?!(?:Mr|Mrs|Ms|Dr|President)\b)[A-Z][a-z]+ [A-Z][a-z]+(?=[ ,.])"
    return [(m.group(), m.start(), m.end(), "name") for m in re.finditer(pattern, text)]


def outside_name(sentence: str, setting: Setting) -> Changed | None:
    """A name becomes one that the story does not have."""
    found = [n for n in names(sentence, setting.language) if setting.outside.get(n[3])]
    if not found:
        return None
    _, start, end, kind = setting.chance.choice(found)
    others = [o for o in setting.outside[kind] if o not in setting.story]
    return _swap(sentence, start, end, setting.chance.choice(others), setting) if others else None


def inside_name(sentence: str, setting: Setting) -> Changed | None:
    """A name becomes another of its kind from the same story."""
    found = names(sentence, setting.language)
    here = {n[0] for n in found}
    if not found:
        return None
    old, start, end, kind = setting.chance.choice(found)
    others = sorted({n[0] for n in names(setting.story, setting.language) if n[3] == kind} - here)
    others = [o for o in others if o not in old and old not in o]
    return _swap(sentence, start, end, setting.chance.choice(others), setting) if others else None


def negation(sentence: str, setting: Setting) -> Changed | None:
    """A negation put in or taken out."""
    if setting.language == "zh":
        if m := re.search(r"没有(?=[\u3400-\u9fff]{2})|(?<![\u3400-\u9fff]不)不(?=会|能|是|再)", sentence):
            return Changed(sentence[: m.start()] + sentence[m.end() :], m.start(), m.start() + 2)
        if m := re.search(r"(?:已经?|将|会|能够?|正在)(?=[\u3400-\u9fff]{2})", sentence):
            return _swap(sentence, m.start(), m.end(), "没有" if m.group()[0] in "已正" else "不会", setting)
        return None
    if m := re.search(r"\b(?:not|never) ", sentence):
        return Changed(sentence[: m.start()] + sentence[m.end() :], m.start(), m.start() + 4)
    if m := re.search(_NEGATE_EN[0][0], sentence):
        return Changed(sentence[: m.end()] + "not " + sentence[m.end() :], m.end(), m.end() + 12)
    return None


def antonym(sentence: str, setting: Setting) -> Changed | None:
    """Rose becomes fell, support becomes oppose."""
    edge = r"\b" if setting.language == "en" else ""
    options = [
        (m, new) for old, new in _ANTONYMS[setting.language] for m in re.finditer(f"{edge}{old}{edge}", sentence)
    ]
    if not options:
        return None
    m, new = setting.chance.choice(options)
    return _swap(sentence, m.start(), m.end(), new, setting)


def quotation(sentence: str, setting: Setting) -> Changed | None:
    """A word inside a quotation becomes another of the story."""
    quotes = [m for m in re.finditer(r"[“\"]([^“”\"]{12,})[”\"]", sentence)]
    if not quotes:
        return None
    m = setting.chance.choice(quotes)
    words = list(re.finditer(r"[\u3400-\u9fff]{2}|[A-Za-z]{4,}", m[1]))
    pool = [w for w in re.findall(r"[\u3400-\u9fff]{2}|[A-Za-z]{4,}", setting.story) if w not in m[1]]
    if not words or not pool:
        return None
    word = setting.chance.choice(words)
    start = m.start(1) + word.start()
    return _swap(sentence, start, start + len(word.group()), setting.chance.choice(pool), setting)


def _swap(sentence: str, start: int, end: int, new: str, setting: Setting) -> Changed | None:
    text = sentence[:start] + new + sentence[end:]
    return (
        None
        if text == sentence or (new.isdigit() and new in setting.story and len(new) > 3)
        else Changed(text, start, start + max(len(new), 1))
    )


FAULTS: dict[str, Mutator] = {
    "number": number, "unit": unit, "date": date, "outside_name": outside_name, "inside_name": inside_name, "negation": negation,
    "antonym": antonym, "quotation": quotation,
}  # fmt: skip

_REWORDINGS: dict[str, Sequence[tuple[str, str]]] = {
    "zh": [(r"表示，", "说，"), (r"(?<![据声名宣职简号著])称，", "表示，"), (r"(?<=[^据小])说，", "表示，"), (r"目前", "现在"), (r"但(?!是)", "但是"), (r"由于", "因为"),
           (r"同比增长", "比上年同期增加"), (r"此外，", "另外，"), (r"因此", "所以"), (r"以及", "和"), (r"(?<![\d.])(\d+(?:\.\d+)?)%", r"百分之\1"), (r"进行了?", "开展"), (r"举行", "举办"),
           (r"(?<=\d)余(?=[名人个家])", "多"), (r"共有", "一共有"), (r"指出，", "认为，")],
    "en": [(r"\bsaid\b", "stated"), (r"\bBut\b", "However,"), (r"\babout (?=\d)", "around "), (r"\bmore than (?=[\d$£])", "over "),
           (r"\bper ?cent\b", "%"), (r" percent\b", "%"), (r"\bdid not\b", "didn't"), (r"\bdo not\b", "don't"), (r"\bis not\b", "isn't"), (r"\bbig\b", "large"),
           (r"\bbecause of\b", "owing to"), (r"\bbegan\b", "started"), (r"\bhelp\b", "assist"), (r"\bshow(s|ed)?\b", r"reveal\1"),
           (r"(\d),(\d{3})\b(?!,)", r"\1\2"), (r"(?<=\d) million (?=people)", "m "), (r"\bfirms\b", "companies")],
}  # fmt: skip


def reworded(sentence: str, language: str) -> str:
    """The sentence in slightly other words outside its quotations, as true as before; unchanged where no rule fits."""
    parts = re.split(r"(“[^”]*”?|\"[^\"]*\"?|「[^」]*」?)", sentence)
    for old, new in _REWORDINGS[language]:
        parts = [p if i % 2 else re.sub(old, new, p) for i, p in enumerate(parts)]
    return "".join(parts)
