"""What can be told of a text's language without a model: its script, and whether a declared tag can be true."""

import re

_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_SAMPLE = 5_000  # characters
# A Han character says about as much as a word of five letters: news in Chinese with many Latin names stays above a
# fifth, English with a few Chinese names under a hundredth.
_SHARE = 0.2


def is_chinese(text: str) -> bool:
    """Whether `text` is written in Chinese, by its script: Han, and no kana or hangul to speak of."""
    sample = text[:_SAMPLE]
    han, letters = len(_HAN.findall(sample)), len(_LETTER.findall(sample))
    return han > _SHARE * max(letters, 1) and len(_KANA_OR_HANGUL.findall(sample)) < 0.1 * han


def primary(tag: str, *, text: str) -> str:
    """The primary subtag of a declared language (`zh-CN`, `en_US`), or empty when it can't be that of `text`."""
    language = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return ""
    return language if not text or is_chinese(text) == (language in ("zh", "yue", "wuu")) else ""
