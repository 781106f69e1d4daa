"""Small faults put into true sentences, and rewordings that leave them true.

Each mutator is a pure function of a sentence and a setting with a seeded source of chance; it gives the new sentence
with the place of the fault, or None where it has nothing to change.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from broadsheet import nlp
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

_MONTHS = "January February March April May June July August September October November December"
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_FIGURE = re.compile(
    r"(?<![\d.,A-Za-z第:：-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:：年月日号时A-Za-z-]|,\d|\s?(?:"
    + _MONTHS.replace(" ", "|")
    + "))"
)
_UNITS = {
    "zh": "亿>万 万>亿 %>个百分点 公里>米 亿美元>亿元 万元>万美元 吨>公斤 小时>分钟 岁>个月",
    "en": "million>billion billion>million percent>percentage_points per_cent>percentage_points %>percentage_points "
    "kilometers>miles km>miles miles>km yuan>dollars tonnes>kilograms hours>minutes weeks>months $>€ £>$",
}
_DATES_ZH = re.compile(r"(?<![\d.])(\d{1,4})(年|月|日)(?!\d*期)")
_DATES_EN = re.compile(
    rf"\b(?P<month>{_MONTHS.replace(' ', '|')})\b|\b(?P<day>{_WEEK.replace(' ', '|')})\b"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?![\d,]|\.\d|s\b)"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should) (?!not|n't|no |yet )")
_ANTONYMS = {
    "zh": "上升>下降 下降>上升 增长>下降 上涨>下跌 下跌>上涨 增加>减少 减少>增加 击败>不敌 支持>反对 反对>支持 "
    "提高>降低 扩大>缩小 死亡>获救 进口>出口 出口>进口 开始>结束",
    "en": "rose>fell fell>rose increased>decreased increase>decrease growth>decline grew>shrank won>lost lost>won "
    "supported>opposed support>oppose killed>rescued began>ended higher>lower lower>higher more>fewer exports>imports "
    "up>down arrested>released",
}


def _pairs(table: str) -> list[tuple[str, str]]:
    return [(old.replace("_", " "), new.replace("_", " ")) for old, new in (p.split(">") for p in table.split())]


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
    for old, new in _pairs(_UNITS[setting.language]):
        pattern = rf"{re.escape(old)}(?=\d)" if old in "$£" else rf"(?<=\d)\s?{re.escape(old)}(?![A-Za-z])"
        for m in re.finditer(pattern, sentence):
            gap = " " if m.group().startswith(" ") or (new[0].isalpha() and new.isascii()) else ""
            options.append((m.start(), m.end(), gap + new))
    if not options:
        return None
    start, end, new = setting.chance.choice(options)
    return _swap(sentence, start, end, new, setting)


def date(sentence: str, setting: Setting) -> Changed | None:
    """A day, month, weekday or year becomes another."""
    found = list((_DATES_ZH if setting.language == "zh" else _DATES_EN).finditer(sentence))
    if not found:
        return None
    m = setting.chance.choice(found)
    if setting.language == "zh":
        old, top = int(m[1]), {"日": 28, "月": 12}.get(m[2], 0)
        others = [d for d in range(1, top + 1) if d != old] if top else [old + k for k in (-7, -3, 3, 6)]
        return _swap(sentence, m.start(1), m.end(1), str(setting.chance.choice(others)), setting)
    years = " ".join(str(int(m.group()) + k) for k in (-7, -3, 3, 6)) if m["year"] else ""
    row = (_MONTHS if m["month"] else _WEEK if m["day"] else years).split()
    return _swap(sentence, m.start(), m.end(), setting.chance.choice([w for w in row if w != m.group()]), setting)


def names(text: str, language: str) -> list[tuple[str, int, int, str]]:
    """The names the mutators put in and take out: LAC's in Chinese, two capitals inside a sentence in English."""
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
        return _negation_zh(sentence, setting)
    if m := re.search(r"\b(?:not|never) (?!only|just|merely)", sentence):
        return Changed(sentence[: m.start()] + sentence[m.end() :], m.start(), m.start() + 4)
    if m := _AUXILIARY.search(sentence):
        return Changed(sentence[: m.end()] + "not " + sentence[m.end() :], m.end(), m.end() + 12)
    return None


def _negation_zh(sentence: str, setting: Setting) -> Changed | None:
    for word, start, end in nlp.words(sentence):
        follows = sentence[end : end + 1]
        if word in {"没有", "不会", "不能", "并未", "未"} and follows.isalpha():
            kept = word[1:] if word in {"不会", "不能"} else ""
            return Changed(sentence[:start] + kept + sentence[end:], start, start + 2)
        if word in {"已", "已经", "正在", "会", "能", "能够"} and follows.isalpha():
            return _swap(sentence, start, end, "没有" if word[0] in "已正" else "不" + word, setting)
    return None


def antonym(sentence: str, setting: Setting) -> Changed | None:
    """Rose becomes fell, support becomes oppose."""
    edge = r"\b" if setting.language == "en" else ""
    options = [
        (m, new)
        for old, new in _pairs(_ANTONYMS[setting.language])
        for m in re.finditer(f"{edge}{old}{edge}", sentence)
    ]
    if not options:
        return None
    m, new = setting.chance.choice(options)
    return _swap(sentence, m.start(), m.end(), new, setting)


def quotation(sentence: str, setting: Setting) -> Changed | None:
    """A word inside a quotation becomes another of the story."""
    quotes = list(re.finditer(r"[“\"]([^“”\"]{12,})[”\"]", sentence))
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
    by_chance_true = new.isdigit() and len(new) > 3 and new in setting.story
    return None if text == sentence or by_chance_true else Changed(text, start, start + max(len(new), 1))


FAULTS: dict[str, Mutator] = {
    "number": number,
    "unit": unit,
    "date": date,
    "outside_name": outside_name,
    "inside_name": inside_name,
    "negation": negation,
    "antonym": antonym,
    "quotation": quotation,
}

_REWORDINGS: dict[str, list[tuple[str, str]]] = {
    "zh": [
        (r"表示，", "说，"),
        (r"(?<![据声名宣职简号著])称，", "表示，"),
        (r"(?<=[^据小])说，", "表示，"),
        (r"目前", "现在"),
        (r"但(?!是)", "但是"),
        (r"由于", "因为"),
        (r"同比增长", "比上年同期增加"),
        (r"此外，", "另外，"),
        (r"因此", "所以"),
        (r"以及", "和"),
        (r"(?<![\d.])(\d+(?:\.\d+)?)%", r"百分之\1"),
        (r"进行了?", "开展"),
        (r"举行", "举办"),
        (r"(?<=\d)余(?=[名人个家])", "多"),
        (r"共有", "一共有"),
        (r"指出，", "认为，"),
    ],
    "en": [
        (r"\bsaid\b", "stated"),
        (r"\bBut\b", "However,"),
        (r"\babout (?=\d)", "around "),
        (r"\bmore than (?=[\d$£])", "over "),
        (r"\s?\bper ?cent\b", "%"),
        (r"\bdid not\b", "didn't"),
        (r"\bdo not\b", "don't"),
        (r"\bis not\b", "isn't"),
        (r"\bbig\b", "large"),
        (r"\bbecause of\b", "owing to"),
        (r"\bbegan\b", "started"),
        (r"\bhelp\b", "assist"),
        (r"\bshow(s|ed)?\b", r"reveal\1"),
        (r"(\d),(\d{3})\b(?!,)", r"\1\2"),
        (r"(?<=\d) million (?=people)", "m "),
        (r"\bfirms\b", "companies"),
    ],
}


def reworded(sentence: str, language: str) -> str:
    """The sentence in slightly other words outside its quotations, as true as before; unchanged where no rule fits."""
    parts = re.split(r"(“[^”]*”?|\"[^\"]*\"?|「[^」]*」?)", sentence)
    for old, new in _REWORDINGS[language]:
        parts = [p if i % 2 else re.sub(old, new, p) for i, p in enumerate(parts)]
    return "".join(parts)
