"""Reasons as readers see them, in the page's language. What the true cause is was found before: see `compose`."""

from collections.abc import Mapping

import numpy as np

from broadsheet.recommend.pages.slot import Cause
from broadsheet.recommend.steering import BOOSTED, DIALS, Hand, about, by_dial
from broadsheet.recommend.view import Candidates, View

_RULES = {
    "outside": {"zh": "换换口味：你平时少看的话题", "en": "A change from your usual topics"},
    "explored": {
        "zh": "试读：我们想知道你是否感兴趣",
        "en": "On trial: we would like to know whether it interests you",
    },
    "public_interest": {"zh": "关系公众的要闻", "en": "Of public interest"},
}
_DIALS = {
    "freshness": {"zh": "编辑部今天偏重最新消息", "en": "The editors favour the newest reports"},
    "locality": {"zh": "编辑部偏重你所在地的新闻", "en": "The editors favour news of your place"},
    "depth": {"zh": "编辑部偏重深度报道", "en": "The editors favour longer reads"},
}
_PINNED = {"zh": "编辑置顶：{why}", "en": "Placed here by the editors: {why}"}
_BOOSTED = {"zh": "编辑推荐：{why}", "en": "Given more room by the editors: {why}"}
_NEUTRAL = {"zh": "今日要闻", "en": "Also in the news"}


def phrase(
    cause: Cause | None, *, view: View, row: int, hand: Hand, language: str, sources: Mapping[str, Candidates]
) -> str:
    """The reason for a reader, in `language` (`zh`, else English)."""
    tongue = "zh" if language == "zh" else "en"
    if cause is None:
        return _NEUTRAL[tongue]
    if cause.name in sources:
        source = sources[cause.name]
        broadly = getattr(source, "BROADLY", None)  # what a source says when no single thing in it is the cause
        return broadly[tongue] if broadly and not cause.ground else source.reason(view, row, language=language)
    if cause.name == "pinned":
        return _PINNED[tongue].format(why=next(s.reason for pinned, _, s in hand.pins.values() if pinned == row))
    if cause.name == BOOSTED:
        return _BOOSTED[tongue].format(why=_boost(view, row, hand))
    if cause.name == DIALS:
        added = by_dial(view, np.array([row]), hand)
        return _DIALS[max(added, key=lambda name: (float(added[name][0]), name))][tongue]
    return _RULES[cause.name][tongue]


def _boost(view: View, row: int, hand: Hand) -> str:
    """Why the strongest boost of the article was given."""
    here = np.array([row])
    mine = [steer for _, steer in hand.boosts if about(view, here, steer)[0]]
    return max(mine, key=lambda steer: steer.amount).reason
