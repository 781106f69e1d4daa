"""A script's scenes: headings, actions and speech in the format of the trade, printed and checked.

English is Fountain 1.1 (fountain.io/syntax): scene headings begin with INT. or EXT., cues are in capitals over speech.
Chinese is the usual 场次 format: number, place, inside or outside and time of day, △ before actions, name and colon
before speech.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.core import Finding

_HEADINGS = {
    "en": re.compile(r"^(?:INT|EXT|INT\./EXT|I/E)\. [^a-z]+ - [A-Z ]+$"),
    "zh": re.compile(r"^第[一二三四五六七八九十\d]+场　[^　]+　(?:内|外|内外)　(?:日|夜|晨|清晨|傍晚|黄昏|凌晨)$"),
}
_CUE = re.compile(r"^[A-Z][A-Z .'-]{0,40}(?: \((?:V\.O\.|O\.S\.|CONT'D)\))?$")
_LOOKS_LIKE_HEADING = {
    "en": re.compile(r"^(?:int|ext)\b", re.IGNORECASE),
    "zh": re.compile(r"^第?[一二三四五六七八九十\d]+场"),
}
_SPEECH_ZH = re.compile(r"^[^：△　]{1,12}：.+$")
_DIGITS = "〇一二三四五六七八九"
_MESSAGES: Mapping[str, Mapping[str, str]] = {
    "no_heading": {
        "zh": "剧本应以场景标题开头，如“第一场　厨房　内　夜”。",
        "en": "A script opens with a scene heading, such as INT. KITCHEN - NIGHT.",
    },
    "heading": {
        "zh": "场景标题应写作“第一场　地点　内或外　时间”。",
        "en": "A scene heading reads INT. or EXT., the place, a hyphen and the time, in capitals.",
    },
    "cue_alone": {"zh": "“{text}”之后没有台词。", "en": "The cue “{text}” has no speech below it."},
    "line": {"zh": "动作行以△开头，台词写作“姓名：台词”。", "en": "This is neither a heading, an action nor speech."},
    "no_speech": {"zh": "剧本里没有台词。", "en": "Nobody speaks in this script."},
}


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a scene: an action, or what somebody says in some manner (which may be empty)."""

    kind: Literal["heading", "action", "speech"]
    text: str
    who: str = ""
    manner: str = ""


def printed(elements: Sequence[Element], *, language: str) -> list[tuple[str, str]]:
    """Each element as it is printed, with what stands before it."""
    told = []
    for number, element in enumerate(elements):
        joint = "" if not number else "\n\n" if language == "en" or element.kind == "heading" else "\n"
        told.append((_english(element) if language == "en" else _chinese(element), joint))
    return told


def heading(text: str, number: int, *, language: str) -> str:
    """A plot's heading as it is printed."""
    return text.upper() if language == "en" else f"第{_count(number)}场　{text}"


def read(line: str, cast: Sequence[str], *, language: str) -> Element | None:
    """A model's line: speech when it names one of the cast, else an action; None for one that is no use."""
    plain = line.strip().lstrip("△-•* ").strip()
    match = re.match(
        r"^([^：:（(]{1,24}?)\s*(?:[（(]([^）)]{1,30})[）)])?\s*[：:]\s*(?:[（(]([^）)]{1,30})[）)])?\s*(.+)$", plain
    )
    if match and match[1].strip().casefold() in {name.casefold() for name in cast}:
        words = match[4].strip().strip('“”"')
        who = next(name for name in cast if name.casefold() == match[1].strip().casefold())
        return Element("speech", words, who, (match[2] or match[3] or "").strip()) if words else None
    if not plain or match or _LOOKS_LIKE_HEADING[language].match(plain) or plain.isupper():
        return None
    return Element("action", plain)


def findings(text: str, *, language: str) -> Iterator[Finding]:
    """Where a text is not in the format."""
    blocks = list(_blocks(text, language))
    if not blocks or not _HEADINGS[language].match(blocks[0][1]):
        yield _finding("no_heading", "error", 0, text.split("\n", 1)[0], language)
    speaks = False
    for start, block in blocks:
        rule = _fault(block, language)
        speaks = speaks or _is_speech(block, language)
        if rule:
            yield _finding(rule, "error", start, block, language)
    if not speaks:
        yield _finding("no_speech", "advice", 0, "", language)


def _blocks(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Paragraphs in English, lines in Chinese, with where they begin."""
    pattern = r"[^\n]+(?:\n[^\n]+)*" if language == "en" else r"[^\n]+"
    yield from ((m.start(), m[0].strip()) for m in re.finditer(pattern, text) if m[0].strip())


def _fault(block: str, language: str) -> str:
    if _LOOKS_LIKE_HEADING[language].match(block):
        return "" if _HEADINGS[language].match(block) else "heading"
    if language == "en":
        return "cue_alone" if _CUE.match(block) else ""
    return "" if block.startswith("△") or _SPEECH_ZH.match(block) else "line"


def _is_speech(block: str, language: str) -> bool:
    if language == "zh":
        return bool(_SPEECH_ZH.match(block)) and not block.startswith("△")
    first, _, rest = block.partition("\n")
    return bool(rest) and bool(_CUE.match(first))


def _finding(rule: str, severity: Literal["error", "advice"], start: int, text: str, language: str) -> Finding:
    message = _MESSAGES[rule][language].format(text=text.split("\n", 1)[0][:40])
    return Finding("script", rule, severity, start, start + len(text), text, message)


def _english(element: Element) -> str:
    if element.kind != "speech":
        return element.text
    manner = f"\n({element.manner})" if element.manner else ""
    return f"{element.who.upper()}{manner}\n{element.text}"


def _chinese(element: Element) -> str:
    if element.kind == "heading":
        return element.text
    manner = f"（{element.manner}）" if element.manner else ""
    return f"△{element.text}" if element.kind == "action" else f"{element.who}：{manner}{element.text}"


def _count(number: int) -> str:
    return _DIGITS[number] if number < 10 else str(number)
