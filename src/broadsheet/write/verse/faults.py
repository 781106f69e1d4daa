"""The words for what breaks or strains a form, in Chinese and English, and where in a text it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.core import Finding
from broadsheet.write.prosody import Fault

_HAN_LINE = re.compile(r"[^，。！？；、：,.!?;:\s“”‘’《》「」『』]+")
_MESSAGES: Mapping[str, Mapping[str, str]] = {
    "line_count": {"zh": "应为{want}句，现有{have}句。", "en": "The form has {want} lines; there are {have}."},
    "line_length": {
        "zh": "第{line}句应为{want}字，现有{have}字。",
        "en": "Line {line} has {have} characters, not {want}.",
    },
    "tone": {
        "zh": "第{line}句第{at}字“{text}”应为{want}声。",
        "en": "Line {line}, character {at} (“{text}”) should be {want}.",
    },
    "adhesion": {
        "zh": "第{line}句与上一联失粘。",
        "en": "Line {line} does not adhere to the couplet before it (失粘).",
    },
    "opposition": {"zh": "第{line}句与出句失对。", "en": "Line {line} does not oppose the line before it (失对)."},
    "three_level": {"zh": "第{line}句犯三平尾。", "en": "Line {line} ends in three level tones (三平尾)."},
    "three_oblique": {"zh": "第{line}句三仄尾，宜避。", "en": "Line {line} ends in three oblique tones (三仄尾)."},
    "lone_level": {"zh": "第{line}句犯孤平。", "en": "Line {line} has a lone level tone (孤平)."},
    "self_mended": {"zh": "第{line}句孤平，本句自救。", "en": "Line {line} mends its lone level tone itself (自救)."},
    "twist_unmended": {
        "zh": "第{line}句特拗，首字宜平。",
        "en": "Line {line} is twisted; its first character of five had better be level.",
    },
    "great_twist": {
        "zh": "第{line}句大拗，对句已救。",
        "en": "Line {line} is twisted and the next line mends it (拗救).",
    },
    "twist_unsaved": {
        "zh": "第{line}句大拗，对句未救。",
        "en": "Line {line} is twisted and nothing mends it (拗而不救).",
    },
    "rhyme": {
        "zh": "第{line}句“{text}”出韵，应押{rhyme}韵。",
        "en": "Line {line} ends in “{text}”, outside the rhyme {rhyme}.",
    },
    "borrowed": {"zh": "首句“{text}”借邻韵。", "en": "The first line borrows a neighbouring rhyme (“{text}”)."},
    "rhyme_twice": {"zh": "第{line}句重韵“{text}”。", "en": "Line {line} repeats the rhyme word “{text}”."},
    "unknown_character": {
        "zh": "韵书未收“{text}”，平仄未核。",
        "en": "The rhyme book lacks “{text}”; its tone was not checked.",
    },
    "parallel": {
        "zh": "第{line}句“{text}”与上句对仗未工。",
        "en": "Line {line}: “{text}” does not answer the line before it (对仗).",
    },
    "syllables": {
        "zh": "第{line}行应为{want}个音节，现有{have}个。",
        "en": "Line {line} has {have} syllables, not {want}.",
    },
    "pentameter": {
        "zh": "第{line}行不是五音步（{have}个音节）。",
        "en": "Line {line} is no pentameter ({have} syllables).",
    },
    "iambic": {"zh": "第{line}行重音不合抑扬格。", "en": "The stresses of line {line} run against the iambic beat."},
    "no_rhyme": {
        "zh": "第{line}行“{second}”与“{first}”不押韵。",
        "en": "Line {line}: “{second}” does not rhyme with “{first}”.",
    },
    "near_rhyme": {
        "zh": "第{line}行“{second}”与“{first}”只是近韵。",
        "en": "Line {line}: “{second}” rhymes only nearly with “{first}”.",
    },
}


def places(text: str, *, language: str) -> list[tuple[int, int]]:
    """Where the lines of a verse stand in the text: its first block, in Chinese by punctuation, else line by line."""
    block = text.split("\n\n", 1)[0]
    pattern = _HAN_LINE if language == "zh" else re.compile(r"\S.*")
    return [match.span() for match in pattern.finditer(block)]


def findings(text: str, faults: Sequence[Fault], *, language: str) -> Iterator[Finding]:
    """The faults as findings at their places in the text."""
    spans = places(text, language=language)
    for fault in faults:
        start, end = spans[fault.line] if fault.line < len(spans) else (0, len(text))
        if fault.at >= 0 and start + fault.at < end:
            start, end = start + fault.at, start + fault.at + 1
        words = {"line": str(fault.line + 1), "at": str(fault.at + 1), "text": text[start:end], **fault.values}
        message = _MESSAGES[fault.rule][language].format(**words)
        yield Finding("prosody", fault.rule, fault.weight, start, end, text[start:end], message)
