"""What each version is estimated to earn on slots drawn by lot, against what served when it was learnt."""

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.media import Sheet

CHART = "bars"
SECTION = "learning"
SHOWN = 8
_WORDS = {
    "en": (
        "Off-policy gain of each version",
        "against what served then, on slots drawn by lot (SNIPS) · line: 95% interval",
        ("version", "gain", "low", "high", "cases", "judged"),
        {True: "refused", False: "passed"},
    ),
    "zh": (
        "各版本的离线估计收益",
        "与当时在用版本相比，按抽签位置（SNIPS）· 横线为95%区间",
        ("版本", "收益", "下限", "上限", "样本", "判定"),
        {True: "未通过", False: "通过"},
    ),
}


def sheet(log: AudienceLog) -> Sheet:
    """The newest versions' `explored` gains with their intervals."""
    title, note, heads, judged = _WORDS[log.words]
    rows = [
        (card.version, gain.value, gain.low, gain.high, gain.cases, judged[bool(card.refused)])
        for card in log.cards[:SHOWN]
        if (gain := card.gains.get("explored")) is not None
    ]
    return Sheet(
        title=title,
        note=note,
        columns=("label", "value", "low", "high", "cases", "judged"),
        rows=tuple(rows),
        heads=heads,
        language=log.words,
        measure="score",
        empty=EMPTY[log.words]["versions"],
    )
