"""Outside text in a prompt: shown as data between fences, and known where it speaks to a machine instead of a reader.

Such sentences are never planned, quoted or sent on. It is a second wall: the first is that whatever a model says is
checked against what it was shown.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

# Nobody writes these for a reader: of 3,824 English and 480 Chinese news reports none has one.
_SURE = (
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions)\b",
    r"\byou are now\b[^.!?\n]{0,60}\b(?:assistant|model|mode|AI|DAN)\b",
    r"\b(?:system|developer) (?:prompt|message|override)\b\s*[:：]?",
    r"\b(?:assistant|AI|model|chatbot)\b[^.!?\n]{0,30}\bmust (?:now )?"
    r"(?:publish|output|reveal|send|delete|say|approve)\b",
    r"\b(?:do not|don't) (?:tell|inform|alert) the (?:user|editor|reader)s?\b|\bas an AI (?:language )?model\b",
    r"(?:忽略|无视|忘记|忘掉|不要理会|不用管)[^。！？\n]{0,16}(?:指令|指示|提示词?|要求|规则|设定)",
    r"你现在是[^。！？\n]{0,20}(?:助手|模型|模式|机器人)",
    r"系统(?:提示词|指令)|(?:不要|别|请勿)告诉(?:用户|编辑|读者)|作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)",
    r"(?:立即|直接|马上)(?:发布|通过|批准)[^。！？\n]{0,12}(?:无需|不需|不必|跳过)[^。！？\n]{0,8}(?:审核|审查|复核|批准)",
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|^\s*#{2,3}\s*(?:System|Instruction)s?\b",
)
# These a report on language models may have too: to leave its sentence out of a plan costs little, to mark it does not.
_LIKELY = (
    r"(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|all|your|the|any)\b"
    r".{0,40}\b(?:instruction|prompt|rule|guideline|direction|command)",
    r"\b(?:system|developer)\s*(?:prompt|message)\b",
    r"\byou are (?:now|a|an)\b.{0,40}\b(?:assistant|model|ai|bot|chatbot|agent|dan)\b",
    r"\b(?:as an|dear|attention,?|note to|instructions? (?:to|for)) (?:the |any |all )?(?:ai|llm|language model|chatbot"
    r"|ai assistant)s?\b",
    r"\b(?:ai|llm|language model|assistant)s?\b.{0,30}\b(?:must|should|shall|please)\b.{0,60}\b(?:write|say|state"
    r"|output|include|add|mention|reply|respond|print|publish|approve|omit|remove)",
    r"\b(?:reveal|print|repeat|output) (?:me )?(?:your|the) (?:\w+ ){0,2}(?:prompt|instructions|password|api key)\b",
    r"<\|[^|>]{1,40}\|>|\[/?INST\]|<</?SYS>>|^\s*(?:system|assistant|user)\s*[:：]",
    r"(?:忽略|无视|忘记|忘掉|不要理会|不必理会|跳过)[^。！？]{0,12}(?:指令|指示|要求|规则|提示|命令|设定|约束)",
    r"(?:系统|开发者)(?:提示词?|消息|指令)",
    r"你(?:现在)?(?:是|扮演|将作为)[^。！？]{0,20}(?:助手|模型|人工智能|机器人|AI)",
    r"(?:请|务必|必须|应当?)?[^。！？]{0,10}(?:AI|人工智能|大?语言模型|模型|助手|机器人|写稿系统|程序)[^。！？]{0,12}"
    r"(?:请|务必|必须|应当|不得|不要)[^。！？]{0,30}(?:写|输出|回答|加入|添加|声明|发布|删除|省略|注明|审核|批准)",
)
_ORDER = re.compile("|".join(f"(?:{p})" for p in _SURE), re.IGNORECASE | re.MULTILINE)
_INSTRUCTION = re.compile("|".join(f"(?:{p})" for p in (*_SURE, *_LIKELY)), re.IGNORECASE | re.MULTILINE)

# Zero-width, tag and bidirectional characters: they hide words from people and not from machines.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_FENCE = re.compile(r"<\|[^|>]*\|>|[=<>`#|]{3,}|\[/?INST\]")


def orders(text: str) -> Iterator[tuple[int, int]]:
    """Where `text` surely gives a language model an order, as it is written: nothing hidden is undone."""
    return (m.span() for m in _ORDER.finditer(text))


def is_instruction(text: str) -> bool:
    """Whether `text` reads like an order to a language model, in Chinese or English, disguised or not."""
    return bool(_INSTRUCTION.search(unicodedata.normalize("NFKC", _HIDDEN.sub("", text))))


def as_data(text: str) -> str:
    """`text` on one line, without hidden characters, chat tokens or anything that could pass for a fence."""
    shown = _FENCE.sub(" ", _HIDDEN.sub("", text))
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in shown).split())


def fence_for(rows: Sequence[str]) -> str:
    """A mark that the data can't hold: it is derived from them, and runs of its sign are taken out of them."""
    digest = hashlib.sha256("\n".join(rows).encode("utf-8", "replace")).hexdigest()
    return f"====={digest[:10]}====="
