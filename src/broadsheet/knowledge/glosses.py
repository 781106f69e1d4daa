"""Names that a text gives in two scripts side by side: 华为（Huawei）, Huawei (华为)."""

import re

_LATIN = r"[A-Z][A-Za-z0-9À-ÿ&.'’\- ]{1,48}[A-Za-z0-9.]"
_CHINESE = r"[\u4e00-\u9fff·]{2,12}"
# Up to this many characters of Chinese before a bracket are looked at; the name is the end of them that is a name.
_AFTER_CHINESE = re.compile(rf"({_CHINESE})[”》」]?\s?[（(]\s?(?:英文名?|英语)?[：:]?\s?({_LATIN})\s?[,，）)]")
_AFTER_LATIN = re.compile(rf"\b({_LATIN})\s?[（(]({_CHINESE})[）)]")


def glosses(text: str) -> dict[str, str]:
    """For each name that is glossed the name in the other script beside it, both ways where it is told where it begins.

    In Chinese nothing tells where a name begins: every ending of what stands before the bracket is given, longest
    first wins at the caller, who knows the names. A short form (世界卫生组织（WHO）) is a gloss too.
    """
    found: dict[str, str] = {}
    for match in _AFTER_CHINESE.finditer(text):
        before, latin = match.groups()
        found.setdefault(latin.strip(), before)
        for cut in range(len(before) - 1):
            found.setdefault(before[cut:], latin.strip())
    for match in _AFTER_LATIN.finditer(text):
        before, chinese = match.groups()
        words = before.split()
        found.setdefault(chinese, before)
        for cut in range(len(words)):
            found.setdefault(" ".join(words[cut:]), chinese)
    return found
