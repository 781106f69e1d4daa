"""How the editors' dials stood, and when they were turned."""

from dataclasses import fields

from broadsheet.app.audience_log import EMPTY, AudienceLog
from broadsheet.core import Dials
from broadsheet.media import Sheet

CHART = "time_line"
SECTION = "learning"
_NAMES = {
    "freshness": "新鲜度",
    "locality": "本地",
    "depth": "深度",
    "diversity": "多样性",
    "public_interest": "公共利益",
}
_WORDS = {
    "en": (
        "The editors' dials",
        "each turn, with who and why in the numbers",
        ("dial", "from", "stood at", "by", "why"),
    ),
    "zh": ("编辑的调节钮", "每次调整；数据表中有操作人和理由", ("调节钮", "自", "位置", "操作人", "理由")),
}


def sheet(log: AudienceLog) -> Sheet:
    """The dials at each setting, oldest first."""
    title, note, heads = _WORDS[log.words]
    rows = []
    for dial in (f.name for f in fields(Dials)):
        name = _NAMES.get(dial, dial) if log.words == "zh" else dial.replace("_", " ")
        for stored in reversed(log.dials):
            told = stored.value
            rows.append((name, told.since, float(getattr(told.dials, dial)), told.by, told.reason))
    return Sheet(
        title=title,
        note=note,
        columns=("series", "start", "value", "by", "reason"),
        rows=tuple(rows),
        heads=heads,
        language=log.words,
        unit="hour",
        measure="share",
        empty=EMPTY[log.words]["dials"],
    )
