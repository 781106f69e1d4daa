"""Whether an amount is where a change began, where it ended, or the change itself: from 5 to 8, by 3, 增至, 增长了."""

import re
from typing import Literal

from broadsheet.verify.values.shapes import Placed

Endpoint = Literal["from", "to", "by", ""]

_REACH = 48  # characters back to the verb of change: "rose in the three months to June to"
_CHANGE_ZH = r"(?:[增升涨跃降跌减缩提扩回]|增[长加]|上[升涨]|下[降跌滑调]|减少|提[高升]|降低|缩[小减]|扩大|回[升落])"
_TO_ZH = re.compile(rf"(?:{_CHANGE_ZH}(?:了)?[到至为]|变为|达到|至)(?:原来|原先|此前)?的?\s?\Z")
_BY_ZH = re.compile(
    r"(?:增[长加幅]|上[升涨调]|下[降跌滑调]|减少|提[高升]|降低|缩[小减]|扩大|回[升落]|[涨跌降]幅|多|少|[涨跌])(?:了|为|达)?(?:近|约)?\s?\Z"
)
_FROM_ZH = re.compile(r"(?:由|从|自)(?:[\u3400-\u9fff]{0,8}的)?\s?\Z")
_VERB = (
    r"(?:ris|rose|grow|grew|climb|jump|surg|soar|increas|gain|fall|fell|drop|declin|slip|slid|plung|shrink|shrank|shrunk"
    r"|narrow|wid|slow|eas|edg|down|up|cut|rais|reduc|advanc|tumbl|sank|expand|accelerat|dip|lift|los[et])\w*"
)
_TO_EN = re.compile(rf"\b{_VERB}\b[^.;]*\bto(?:\s(?:just|only|about|around|nearly|some|a record))?\s\Z", re.IGNORECASE)
_BY_EN = re.compile(
    rf"\b{_VERB}\b(?:\s(?:by|another|a further|an additional|just|only|more than))*\s\Z|\bby\s\Z", re.IGNORECASE
)
_FROM_EN = re.compile(r"\bfrom\s\Z", re.IGNORECASE)


def endpoint(text: str, amount: Placed) -> Endpoint:
    """The part that the words before an amount give it in a change; empty where they tell of none."""
    before = text[max(0, amount.start - _REACH) : amount.start]
    kinds: tuple[tuple[Endpoint, tuple[re.Pattern[str], ...]], ...] = (
        ("from", (_FROM_ZH, _FROM_EN)),
        ("by", (_BY_ZH, _BY_EN)),
        ("to", (_TO_ZH, _TO_EN)),
    )
    return next((kind for kind, patterns in kinds if any(p.search(before) for p in patterns)), "")
