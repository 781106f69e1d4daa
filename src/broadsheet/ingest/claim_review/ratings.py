"""A checker's rating, in words and in numbers, and the place it has on the newsroom's own scale."""

import re
from collections.abc import Mapping
from typing import Any

from broadsheet.core.fact_check import Rating, Ruling
from broadsheet.ingest.claim_review.values import number, text

# Looked for in this order, the narrower before the wider: "mostly false" before "false", 不属实 before 属实.
_PARTLY = r"\b(?:mostly|largely|mainly|partly|partially|probably|likely|almost|almost entirely) "
_WORDS: tuple[tuple[Ruling, str], ...] = (
    (
        "unproven",
        r"\bunprove[nd]\b|\bunverif|\bunsupported\b|\bunsubstantiated\b|\bno(?:t enough)? evidence\b|\bunclear\b"
        r"|\bcannot be (?:verified|proven)|\bnot proven\b|\bunknown\b|\bresearch in progress\b|\bopen question\b"
        r"|尚无定论|无法(?:证实|核实|判断)|未经?证实|有待(?:证实|查证|核实)|证据不足|存疑|无从查证",
    ),
    (
        "mostly_false",
        rf"{_PARTLY}(?:false|untrue|incorrect|inaccurate|wrong)\b"
        r"|(?:大部分?|基本|部分|大多)(?:不实|不属实|错误|虚假)",
    ),
    (
        "mostly_true",
        rf"{_PARTLY}(?:true|correct|accurate|right)\b|\b(?:correct|true) but\b"
        r"|(?:大部分?|基本|大致|大多)(?:属实|正确|真实)",
    ),
    (
        "mixed",
        r"\bhalf[- ]true\b|\bhalf[- ]truth|\bmix(?:ed|ture)\b|\bmisleading\b|\bmisrepresent"
        r"|\b(?:missing|lacks|out of|no|needs) context\b|\bexaggerat|\bdistort|\bcherry[- ]?pick|\bspins?\b"
        r"|\bmiscaption|\bmisattribut|半真半假|真假参半|部分(?:属实|正确|真实)|误导|断章取义"
        r"|缺(?:乏|少)(?:背景|上下文|语境)|夸大|移花接木|张冠李戴|以偏概全|需要补充",
    ),
    (
        "false",
        r"\b(?:false|fake|untrue|incorrect|inaccurate|wrong|hoax|fabricated|debunked|scam|satire|baseless|doctored)\b"
        r"|\baltered\b|\bpants on fire\b|\b(?:not|isn't|not entirely) (?:true|correct|accurate)\b|\bpinocchio"
        r"|不属实|不实|不正确|不准确|虚假|谣言|造谣|捏造|伪造|错误|假的|假消息|假新闻|子虚|没有根据|毫无根据|^假$",
    ),
    (
        "true",
        r"\b(?:true|correct|accurate|confirmed|legit(?:imate)?|real|verified)\b|\bgeppetto checkmark"
        r"|属实|真实|正确|准确|确有其事|已证实|^真$",
    ),
)
_RULES = tuple((ruling, re.compile(words, re.IGNORECASE)) for ruling, words in _WORDS)
# A number's place between worst (0) and best (1): the middles between five equal steps.
_STEPS: tuple[tuple[float, Ruling], ...] = (
    (0.125, "false"),
    (0.375, "mostly_false"),
    (0.625, "mixed"),
    (0.875, "mostly_true"),
    (1.0, "true"),
)
# schema.org, Rating: worstRating is 1 and bestRating 5 where they are left out.
_WORST, _BEST = 1.0, 5.0


def rating(value: Any) -> Rating:
    """The rating a `reviewRating` states, whatever of it there is; an empty one where it states nothing."""
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if not isinstance(value, Mapping):
        return _bare(value)
    label = next(
        (
            found
            for key in ("alternateName", "name", "description", "ratingExplanation")
            if (found := text(value.get(key), limit=200))
        ),
        "",
    )
    figure = number(value.get("ratingValue"))
    if figure is None:
        return Rating(label or text(value.get("ratingValue"), limit=200))
    worst, best = number(value.get("worstRating")), number(value.get("bestRating"))
    return Rating(label, figure, *_scale(figure, worst, best))


def _bare(value: Any) -> Rating:
    figure = number(value)
    return Rating(text(value, limit=200)) if figure is None else Rating("", figure, *_scale(figure, None, None))


def _scale(figure: float, worst: float | None, best: float | None) -> tuple[float | None, float | None]:
    """The ends of the scale. A value outside of what is given (-1 says "none of these") has none."""
    low = _WORST if worst is None else worst
    high = _BEST if best is None else best
    if low == high or not min(low, high) <= figure <= max(low, high):
        return None, None
    return low, high


def ruling(given: Rating) -> Ruling:
    """The newsroom's own word for a rating: by its label, else by its number, else none.

    Words come first, as schemes number their steps in every way, and what readers are shown is the label.
    """
    for name, words in _RULES:
        if given.label and words.search(given.label):
            return name
    if given.share is None or given.label:
        return ""
    return next(name for limit, name in _STEPS if given.share <= limit)
