"""How much a sentence is worth checking before it is printed: a number whose parts add up to it.

What is in the sentence is weighed as fitted (`data/worthiness.toml`); what is around it (who else says it, who differs)
as set here. Nothing here asks whether it is true.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.core import Reason
from broadsheet.verify.tables import table
from broadsheet.verify.terms import script_of
from broadsheet.verify.worth.traits import WORDED, traits

# Log-odds of what is around a sentence. No corpus tells what an editor would take first, so these are set and not
# fitted: sources that differ put an ordinary statistic (about .4) before any that nobody disputes; being said by one
# outlet alone or spreading moves it by a place or two; a day's age by less.
DIFFERS, SOLE, COPIED, DAY = 1.5, 0.3, 0.35, -0.4
_MOST_COPIES = 4
# Questions and the writer's own opinions state nothing that a check could find: whatever else they have, they are last.
NOTHING_TO_CHECK = -12.0
_FIXED = ("opinion", "question")
_SHAPES: Mapping[str, tuple[str, str]] = {
    "figure": ("有数字", "states a figure"),
    "share": ("有比例或大数", "a share or a large figure"),
    "money": ("涉及金额", "a sum of money"),
    "table": ("数字罗列", "a table in words"),
    "speech": ("整句是引语", "nothing but a quotation"),
    "mine": ("第一人称", "speaks of itself"),
    "furniture": ("署名、电头之类", "a byline or the like"),
    "long": ("太长，说法不止一个", "long: more than one claim"),
    "short": ("太短", "too short"),
    "opinion": ("作者的看法，无可核查", "the writer's opinion: nothing to check"),
    "question": ("疑问句，无可核查", "a question: nothing to check"),
    "bias": ("起点", "where every sentence starts"),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a sentence beside its words: how many outlets say it and how many a story has, who differs.

    `differing` counts the reports that give another figure, `days` its age in days.
    """

    outlets: int = 0
    story_outlets: int = 0
    differing: int = 0
    days: float = 0.0


@dataclass(frozen=True, slots=True)
class Worth:
    """`score` is 0..1; the weights of `parts`, strongest first, add up to its log-odds."""

    score: float
    parts: tuple[Reason, ...]


def worthiness(sentence: str, *, language: str = "", around: Surroundings | None = None) -> Worth:
    """How much `sentence` is worth checking; `language` (`zh`, `en`) is that of the sentence, told by its script."""
    tongue = language if language in {"zh", "en"} else script_of(sentence)
    return _worth(sentence, tongue, messages=tongue, around=around)


def worth_told(sentence: str, *, language: str, told: str, around: Surroundings | None = None) -> Worth:
    """As `worthiness`, with the reasons in the language `told` (`zh` or `en`) whatever the sentence's is."""
    return _worth(sentence, language, messages="zh" if told == "zh" else "en", around=around)


def _worth(sentence: str, language: str, *, messages: str, around: Surroundings | None) -> Worth:
    weights = fitted()
    found = sorted(traits(sentence, language))
    parts = [Reason("bias", weights["bias"], said("bias", messages))]
    for name in found:
        weight = NOTHING_TO_CHECK if name in _FIXED else weights.get(name, 0.0)
        if weight:
            parts.append(Reason(name, weight, said(name, messages)))
    parts += _around(around, messages) if around else ()
    ranked = tuple(sorted(parts, key=lambda p: -abs(p.weight)))
    return Worth(_logistic(math.fsum(p.weight for p in ranked)), ranked)


def _around(around: Surroundings, language: str) -> Iterator[Reason]:
    zh = language == "zh"
    if around.differing:
        plain = (
            "another report says otherwise" if around.differing == 1 else f"{around.differing} reports say otherwise"
        )
        message = f"另有{around.differing}篇报道说法不同" if zh else plain
        yield Reason("differs", DIFFERS, message)
    if around.outlets > 1:
        weight = COPIED * min(around.outlets - 1, _MOST_COPIES)
        message = f"{around.outlets}家媒体这样说" if zh else f"{around.outlets} outlets say it"
        yield Reason("spreading", weight, message)
    elif around.outlets == 1 and around.story_outlets > 1:
        message = "同一事件中只有这家媒体这样说" if zh else "of all that report the event only one outlet says it"
        yield Reason("sole", SOLE, message)
    if around.days >= 1:
        message = f"{around.days:.0f}天前的" if zh else f"{around.days:.0f} days old"
        yield Reason("age", DAY * min(around.days, 5.0), message)


def said(trait: str, language: str) -> str:
    """A trait in words, in `zh` or `en`."""
    if trait in WORDED:
        return str(table("worthiness")[trait][f"say_{language}"])
    return _SHAPES[trait][0 if language == "zh" else 1]


@lru_cache(maxsize=1)
def fitted() -> Mapping[str, float]:
    """The fitted weights by trait, in log-odds, `bias` among them."""
    return {name: float(weight) for name, weight in table("worthiness")["weights"].items()}


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
