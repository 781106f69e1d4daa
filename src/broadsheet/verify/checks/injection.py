"""Instructions to a machine, or hidden characters, that a hostile source may have left in the draft."""

import re
from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions)\b"
    r"|\byou are now\b[^.!?\n]{0,60}\b(?:assistant|model|mode|AI|DAN)\b"
    r"|\b(?:system|developer) (?:prompt|message|override)\b\s*[:：]?"
    r"|\b(?:assistant|AI|model|chatbot)\b[^.!?\n]{0,30}\bmust (?:now )?"
    r"(?:publish|output|reveal|send|delete|say|approve)\b"
    r"|\b(?:do not|don't) (?:tell|inform|alert) the (?:user|editor|reader)s?\b|\bas an AI (?:language )?model\b"
    r"|(?:忽略|无视|忘记|忘掉|不要理会|不用管)[^。！？\n]{0,16}(?:指令|指示|提示词?|要求|规则|设定)|你现在是[^。！？\n]{0,20}(?:助手|模型|模式|机器人)"
    r"|系统(?:提示词|指令)|(?:不要|别|请勿)告诉(?:用户|编辑|读者)|作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)"
    r"|(?:立即|直接|马上)(?:发布|通过|批准)[^。！？\n]{0,12}(?:无需|不需|不必|跳过)[^。！？\n]{0,8}(?:审核|审查|复核|批准)"
    r"|<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|^\s*#{2,3}\s*(?:System|Instruction)s?\b",
    re.IGNORECASE | re.MULTILINE,
)
# Zero-width and bidirectional controls, tag characters (U+E0000), and the soft hyphen: they carry text nobody sees.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]+")


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A warning for each instruction and each run of invisible characters; that the evidence has it is no excuse."""
    del record
    for m in _INSTRUCTION.finditer(draft.text):
        yield finding(draft, Place(*m.span()), "injection.instruction", severity="warning")
    for m in _INVISIBLE.finditer(draft.text):
        yield finding(draft, Place(*m.span()), "injection.invisible", severity="warning")
