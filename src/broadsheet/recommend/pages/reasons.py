"""Reasons that are true: a cause is named only when the article would stand lower without it."""

import math
from collections.abc import Mapping, Sequence

from broadsheet.recommend.pages.layout import Slot
from broadsheet.recommend.view import Candidates, View

_NOTICEABLE = 0.1
"""A smaller part is not worth a reader's attention, though it tip the scale."""
_SURPRISE = {"zh": "换换口味：你平时少看的话题", "en": "A change from your usual topics"}
_NEUTRAL = {"zh": "今日要闻", "en": "Also in the news"}


def causes(slots: Sequence[Slot], *, sources: Mapping[str, Candidates]) -> list[str]:
    """For each slot the source (or `outside`) that put it where it is, or empty when no single one did.

    A cause holds when the score without it is under the next slot's: that slot's article was to be had here as well,
    for at least that score, so leaving the part out puts this one lower, and nothing need be computed again. Of those
    that hold a personal one is preferred, for it says more, and then what sets this article apart from the page.
    """
    usual = {name: math.fsum(s.parts.get(name, 0.0) for s in slots) / max(len(slots), 1) for name in sources}
    below = [*(slot.score for slot in slots), -math.inf][1:]
    return [_cause(slot, least, usual=usual, sources=sources) for slot, least in zip(slots, below, strict=True)]


def _cause(slot: Slot, below: float, *, usual: Mapping[str, float], sources: Mapping[str, Candidates]) -> str:
    if slot.parts.get("outside"):
        return "outside"
    telling = {name: part for name, part in slot.parts.items() if name in sources and part >= _NOTICEABLE}
    holding = [name for name, part in telling.items() if slot.score - part < below]
    return max(holding, key=lambda name: (sources[name].PERSONAL, telling[name] - usual[name], name), default="")


def phrase(cause: str, *, view: View, row: int, language: str, sources: Mapping[str, Candidates]) -> str:
    """The reason for a reader, in the page's language."""
    if cause in sources:
        return sources[cause].reason(view, row, language=language)
    spoken: Mapping[str, str] = _SURPRISE if cause == "outside" else _NEUTRAL
    return spoken["zh" if language == "zh" else "en"]
