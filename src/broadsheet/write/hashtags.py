"""Hashtags out of a plan's own words: those that several of its sentences or headlines share."""

import re
from collections import Counter

from broadsheet import nlp
from broadsheet.write.shapes import Ask, Plan

_HAN = re.compile("^[\u4e00-\u9fff]{2,6}$")
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
# Words of the trade that many headlines share and that tell nothing.
_TRADE = frozenset(
    [
        "记者",
        "报道",
        "消息",
        "今天",
        "今日",
        "昨天",
        "昨日",
        "表示",
        "目前",
        "进行",
        "有关",
        "相关",
        "期间",
        "方面",
        "市民",
        "公里",
        "分钟",
        "小时",
        "万人",
        "开始",
        "此前",
        "预计",
    ]
)
_DAYS = frozenset(
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "According", "Reports", "Urgent"]
)


def hashtags(plan: Plan, ask: Ask, *, n: int) -> list[str]:
    """At most `n` hashtags without their signs, most shared first; English names are run together."""
    texts = [p.text for p in (*plan.points, *plan.titles)]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_chinese(text) if ask.language == "zh" else _english(text)))
    shared = [w for w, c in sorted(counts.items(), key=lambda i: (-i[1] * len(i[0]), i[0])) if c > 1 or len(texts) == 1]
    chosen: list[str] = []
    for word in shared:
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return [w.replace(" ", "") for w in chosen[:n]]


def _chinese(text: str) -> list[str]:
    found = [w for w, _, _ in nlp.words(text, language="zh")]
    return [w for w in found if _HAN.match(w) and not nlp.is_stop(w) and w not in _TRADE]


def _english(text: str) -> list[str]:
    return [m for m in _NAME.findall(text) if m.split()[0] not in _DAYS]
