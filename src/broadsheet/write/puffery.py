"""Praise and superlatives in the words of those who sell: what is taken out, and what is left to be doubted."""

import re
from collections.abc import Iterator

# Attributes that say nothing that could be checked; without them the sentence says the same.
_PRAISE_EN = (
    r"(?:(?:the )?world(?:'s|’s)? ?-?(?:leading|best|largest)|industry-leading|market-leading|leading|innovative"
    r"|revolutionary|cutting-edge|state-of-the-art|game-changing|ground-?breaking|best-in-class|world-class"
    r"|unparalleled|unrivalled|unrivaled|next-generation|premier|award-winning|exciting|seamless|stunning|amazing"
    r"|ultimate|bespoke|iconic|visionary|transformative|disruptive|pioneering|proud(?:ly)?|seamlessly|truly)"
)
_PRAISE_ZH = (
    r"(?:全球|世界|国际|国内|行业|业内|亚洲)?(?:领先|一流|顶级|顶尖)的|(?:革命|颠覆|突破|开创)性的?|划时代的|跨时代的|创新(?:性|型)?的"
    r"|卓越的|极致的|非凡的|完美的|史无前例的|重磅|隆重|震撼|匠心|倾力|强势|盛大"
)
_PRAISE = {"en": re.compile(rf"\b{_PRAISE_EN}\b ?", re.IGNORECASE), "zh": re.compile(_PRAISE_ZH)}
_ASIDE = re.compile(rf", (?:an?|the)(?: world['’]s)? [^,.]*\b{_PRAISE_EN}\b[^,.]*,(?= )", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?P<article>[Aa]n?) (?P<next>\w)")
_DELIGHT = re.compile(
    r"\b(?:thrilled|excited|delighted|proud|pleased|honou?red|privileged|passionate)\b"
    r"|激动|自豪|荣幸|欣喜|骄傲|振奋|倍感",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:(?:the )?(?:only|first|best|leading|unique)(?= )|most \w+(?=\s)"
    r"|(?!(?:west|east|test|latest|request|interest|invest|protest|contest|arrest|forest|harvest|honest|guest|digest"
    r"|suggest|manifest|modest|priest|conquest|earnest|northwest|southwest|rest)\b)[a-z]{3,}est)\b"
    r"|最[\u4e00-\u9fff]{1,3}|首[个款创家次]|第一(?!季度|阶段|时间|步|名)|唯一|独家|领先|全国首|世界级",
)
_UNTESTED = re.compile(
    r"\b(?:clinically proven|proven|tests? (?:show|prove)\w*|studies show|guarantee\w*|100 ?(?:%|percent) \w+)\b"
    r"|实测|临床(?:证明|验证)|实验(?:证明|表明)|百分之百|保证|零风险|彻底(?:解决|消除)",
    re.IGNORECASE,
)


def plainly(text: str, *, language: str) -> str:
    """`text` without its praise; empty when it says only how glad somebody is."""
    if _DELIGHT.search(text):
        return ""
    if language == "zh":
        return _PRAISE["zh"].sub("", text)
    bare = _PRAISE["en"].sub("", _ASIDE.sub("", text))
    bare = _ARTICLE.sub(_agreeing, " ".join(bare.split()))
    return bare[:1].upper() + bare[1:]


def doubtful(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The superlatives and the claims of proof left in `text`, each with its rule."""
    for match in _SUPERLATIVE.finditer(text):
        yield "superlative", match
    for match in _UNTESTED.finditer(text):
        yield "unproven", match


def _agreeing(match: re.Match[str]) -> str:
    """The article that the word behind it asks for, now that another word stands there."""
    article = "an" if match["next"].lower() in "aeiou" else "a"
    return f"{article.capitalize() if match['article'][0] == 'A' else article} {match['next']}"
