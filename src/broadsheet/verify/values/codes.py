"""Numbers that count nothing: telephones, versions, models, roads and trains, numbered wars and kings, lunar days.

They are compared as they are written, but for spaces and marks; `head` is what the number belongs to.
"""

import re
from collections.abc import Iterator
from itertools import chain

from broadsheet.verify.values import numerals
from broadsheet.verify.values.shapes import Code

_TELEPHONE = re.compile(
    r"(?:拨打|拨通|电话|热线|致电|传真|\b(?:call|phone|dial|tel|telephone|hotline|helpline)\b)[^\d。.;；]{0,14}"
    r"(?P<body>\+?\d[\d\s-]{1,16}\d)(?![\d年月日时分次个人万亿%])",
    re.IGNORECASE,
)
_LINE = re.compile(r"(?<![\d.,-])(?P<body>(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}|0\d{2,3}-\d{7,8})(?![\d-])")
_VERSION = re.compile(
    r"\b(?P<head>iOS|iPadOS|macOS|Android|Windows|HarmonyOS|Chrome|Firefox|Python|Linux|version|v|USB|Bluetooth|Wi-Fi)"
    r"\s?(?P<body>\d+(?:\.\d+){0,3})(?![\d%.]\d|\s?%)|(?<![\d.])(?P<body2>\d{1,4}(?:\.\d{1,6}){1,4})(?=版(?!块|图|面|权))",
    re.IGNORECASE,
)
# 歼-20, 东风-41, Boeing 737-800, M80, MH370: the letters before belong to it.
_MODEL = re.compile(
    r"(?P<head>[歼运直轰强教风征旗舟娥宫浪击雳米苏图尔安警龙虹影型机])-(?P<body>\d{1,4}[A-Z]{0,2})(?![\d.%万亿]|[\u3400-\u9fff]?[日月年时点])"
    r"|\b(?P<head2>Boeing|Airbus|Falcon|Apollo|Soyuz)\s(?P<body2>[A-Z]?\d{1,3}(?:-\d{1,4}[A-Z]*)?)\b"
    r"|(?<=波音)(?P<body3>7\d7(?:-\d{1,3})?)|(?<![A-Za-z0-9$£€])(?P<head3>[A-Z]{1,3})-?(?P<body4>\d{1,4})(?![A-Za-z0-9.,%-]|\s?%)"
)
_ROMAN = re.compile(
    r"\b(?P<head2>World War|Part|Phase|Chapter|Act|Volume|Type|Category|Class|Stage)\s"
    r"(?P<body2>I{1,3}|IV|V|X|One|Two|[12])\b"
    r"|\b(?P<head>[A-Z][a-z]+)\s(?P<body>(?=[IVXLC]{2,7}\b|[VX]\b)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))\b"
)
_WAR = re.compile(
    r"第(?P<han>[一二])次世界大战|(?<![第一二三四五六七八九十])(?P<short>[一二])战(?=[后前期中时爆结胜老])"
    r"|\b(?P<which>First|Second) World War\b|\bWW(?P<ww>II|I|1|2)\b"
)
_LUNAR = re.compile(
    r"(?P<head>农历|大年|正月|腊月|[二三四五六七八九十冬]月)?(?:正月|腊月|[二三四五六七八九十冬]月)?(?P<body>初[一二三四五六七八九十]|廿[一二三四五六七八九])(?![中高等级年])"
)
_ONES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MARKS = re.compile(r"[\s()-]")


def find_codes(text: str) -> tuple[Code, ...]:
    """The numbers of `text` that name instead of counting, in order; of two at one place the first kind found."""
    found: list[Code] = []
    for code in (*_telephones(text), *_wars(text), *_romans(text), *_versions(text), *_models(text), *_lunar(text)):
        if all(code.end <= other.start or other.end <= code.start for other in found):
            found.append(code)
    return tuple(sorted(found, key=lambda c: c.start))


def _telephones(text: str) -> Iterator[Code]:
    for m in chain(_TELEPHONE.finditer(text), _LINE.finditer(text)):
        yield Code(m["body"], *m.span("body"), "telephone", "", _MARKS.sub("", m["body"]))


def _versions(text: str) -> Iterator[Code]:
    for m in _VERSION.finditer(text):
        head = (m["head"] or "version").lower()
        yield Code(m.group(), *m.span(), "version", "version" if head == "v" else head, m["body"] or m["body2"])


def _models(text: str) -> Iterator[Code]:
    for m in _MODEL.finditer(text):
        head = m["head"] or m["head2"] or m["head3"] or "波音"
        body = m["body"] or m["body2"] or m["body3"] or m["body4"]
        yield Code(m.group(), *m.span(), "model", head.lower(), body)


def _romans(text: str) -> Iterator[Code]:
    for m in _ROMAN.finditer(text):
        if body := m["body"] or m["body2"]:
            number = roman(body) if body.isupper() else int(numerals.english(body) or numerals.chinese(body) or 0)
            yield Code(m.group(), *m.span(), "numeral", (m["head"] or m["head2"]).lower(), str(number))


def _wars(text: str) -> Iterator[Code]:
    for m in _WAR.finditer(text):
        word = m["han"] or m["short"] or m["which"] or m["ww"]
        number = "2" if word in {"二", "Second", "II", "2"} else "1"
        yield Code(m.group(), *m.span(), "numeral", "world war", number)


def _lunar(text: str) -> Iterator[Code]:
    for m in _LUNAR.finditer(text):
        yield Code(m.group(), *m.span(), "lunar", "", m["body"])


def roman(written: str) -> int:
    """The value of a Roman numeral: XIV is 14."""
    values = [_ONES[c] for c in written]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
