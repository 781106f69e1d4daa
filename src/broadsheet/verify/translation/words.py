"""What the parity report says of each item that was not kept, in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "missing": {"en": "the translation does not have it", "zh": "译文中没有"},
        "changed": {"en": "the translation has it otherwise", "zh": "译文与原文不同"},
        "added": {"en": "the source does not have it", "zh": "原文中没有"},
        "name": {
            "en": "no rendering of this name was found; check it by hand",
            "zh": "译文中没有找到这个名字，请人工核对",
        },
        "name_unlike": {
            "en": "the two names can't be told to be one; check them by hand",
            "zh": "无法确认两个名称是否相同，请人工核对",
        },
        "name_added": {
            "en": "the source may not name this; check it by hand",
            "zh": "原文可能没有这个名称，请人工核对",
        },
        "name_translated": {
            "en": "a body's name is translated by its meaning; check it by hand",
            "zh": "机构名多为意译，请人工核对",
        },
        "quotation_missing": {"en": "the quotation is not one in the translation", "zh": "译文中没有这句引语"},
        "quotation_added": {"en": "the source has no quotation here", "zh": "原文此处没有引语"},
        "negation_missing": {"en": "the source denies this, the translation does not", "zh": "原文是否定的，译文不是"},
        "negation_added": {"en": "the translation denies this, the source does not", "zh": "译文是否定的，原文不是"},
        "hedge_missing": {
            "en": "the source calls this possible, the translation certain",
            "zh": "原文留有余地，译文说成定论",
        },
        "hedge_added": {"en": "the source is certain, the translation is not", "zh": "原文是定论，译文留有余地"},
        "length_missing": {
            "en": "part of this sentence is not in the translation",
            "zh": "这句话有一部分没有译出",
        },
        "length_added": {
            "en": "the translation tells more than the source",
            "zh": "译文比原文多出了内容",
        },
        "length": {"en": "much shorter or longer than a translation is", "zh": "译文长度与原文相差过大"},
        "sentence_missing": {"en": "this sentence is not translated", "zh": "这句话没有翻译"},
        "sentence_added": {"en": "the source has no such sentence", "zh": "原文没有这句话"},
    }
)


def say(language: str, key: str) -> str:
    """The words under `key` in a language, in English when that is neither zh nor en."""
    return _WORDS[key].get(language, _WORDS[key]["en"])
