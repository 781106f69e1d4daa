"""Background: sentences that tell of other days than the event's, as news does to show where it belongs.

Their figures are about something else: "the blast comes a month after 36 people were killed". Told by the words alone.
"""

import re
from datetime import datetime

_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,]|\.\d)")
_ELSEWHEN = re.compile(
    r"\blast (?:year|month|week|summer|winter|spring|autumn|fall|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b|\b(?:earlier|later) this (?:year|month|week)\b"
    r"|\b(?:this|each|every|per) (?:year|winter|season)\b"
    r"|\b(?:a|one|two|three|four|\d+) (?:years?|months?|weeks?) (?:ago|after|before|earlier)\b"
    r"|\bsince\b|\bso far\b|\bin (?:the past|recent) (?:\w+ )?(?:days|weeks|months|years)\b"
    r"|\bprevious(?:ly)?\b|\bseparate(?:ly)?\b|\banother (?:attack|incident|blast|crash|case)\b|\bdecades?\b"
    r"|\bhistory\b"
    r"|\bon average\b|\bin total\b|\bcompared (?:with|to)\b|\bearlier reports?\b",
    re.IGNORECASE,
)
_ELSEWHEN_ZH = re.compile(
    r"去年|前年|上月|上个月|此前|以来|累计|历年|历史上|同比|往年|今年(?:以来|前|一季度|上半年)|[一二三四]季度|上半年|另(?:外|有)一起|平均"
)


def is_background(text: str, published: datetime | None) -> bool:
    """Whether a sentence tells of other days: another year than the report's, or words that say so."""
    if _ELSEWHEN.search(text) or _ELSEWHEN_ZH.search(text):
        return True
    return published is not None and any(int(y[0]) != published.year for y in _YEAR.finditer(text))
