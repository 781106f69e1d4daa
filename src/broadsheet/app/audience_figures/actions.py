"""What readers did, by kind and time."""

from collections import Counter, defaultdict

from broadsheet.app.audience_log import EMPTY, AudienceLog, is_enough
from broadsheet.media import Sheet

CHART = "time_line"
SECTION = "readers"
_SHOWN = 6  # kinds of act drawn, the most frequent
_NAMES = {
    "view": "看到",
    "click": "点击",
    "dwell": "停留",
    "finish": "读完",
    "like": "喜欢",
    "share": "分享",
    "save": "收藏",
    "hide": "隐藏",
    "less": "少看",
    "follow": "关注",
    "unfollow": "取消关注",
}
_WORDS = {
    "en": ("What readers did", "acts by kind", ("act", "from", "acts")),
    "zh": ("读者行为", "按种类计数", ("行为", "自", "次数")),
}


def sheet(log: AudienceLog) -> Sheet:
    """Acts in each bin; a bin with fewer than five readers has none."""
    title, note, heads = _WORDS[log.words]
    starts = log.starts()
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    readers: dict[int, list[str]] = defaultdict(list)
    for act, place in zip(log.acts, log.places([a.at for a in log.acts]).tolist(), strict=True):
        if 0 <= place < len(starts):
            counts[act.action][place] += 1
            readers[place].append(act.reader)
    enough = {place for place, names in readers.items() if is_enough(names)}
    kinds = sorted(counts, key=lambda kind: -counts[kind].total())[:_SHOWN]
    rows = [
        (
            _NAMES.get(kind, kind) if log.words == "zh" else kind,
            at,
            counts[kind][i] if i in enough or not readers[i] else None,
        )
        for kind in kinds
        for i, at in enumerate(starts)
    ]
    return Sheet(
        title=title,
        note=note,
        columns=("series", "start", "value"),
        rows=tuple(rows) if enough else (),
        heads=heads,
        language=log.words,
        unit=log.view.bins().unit,
        empty=EMPTY[log.words]["acts"],
    )
