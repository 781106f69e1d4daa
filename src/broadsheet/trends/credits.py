"""Credits: which agencies and outlets a report says it has its news from."""

import re
from collections.abc import Iterable

from broadsheet.core import Article

_AGENCIES = {
    "新华社": r"新华社|新华网|Xinhua",
    "中新社": r"中新社|中新网|China News Service",
    "路透社": r"路透社?|Reuters",
    "美联社": r"美联社|Associated Press|\(AP\)",
    "法新社": r"法新社|Agence France[- ]Presse|\bAFP\b",
    "塔斯社": r"塔斯社|/?TASS/?(?![a-z])",
    "共同社": r"共同社|Kyodo(?: News)?\b",
    "韩联社": r"韩联社|Yonhap",
    "德新社": r"德新社|\bdpa\b",
    "彭博社": r"彭博社?|Bloomberg",
}
"""Agencies under the names they bear in the two languages."""
_AGENCY = {name: re.compile(pattern) for name, pattern in _AGENCIES.items()}
_SAYS = (
    r"(?:据|来源[:：]?|转自|援引|引述|综合)\s*[《“「]?{name}|{name}[》”」]?(?:记者|讯|电|报道|消息|[^。\n]{{0,8}}报道)"
)
"""A Chinese report credits with 据…报道, 来源：…, …电; a bare name may be what it is about."""
_TELLS = (
    r"(?:according to|reported by|told|cited by|via|from)\s+(?:the\s+)?{name}"
    r"|{name}\s+(?:reports?|reported|said|says|writes|wrote|quoted|cited)|[(]{name}[)]|[-—–]\s*{name}\s*$"
)


def agencies(article: Article) -> tuple[str, ...]:
    """The agencies an article names as its source, under their Chinese names, sorted; its own outlet is none."""
    said = f"{article.author}\n{article.text}"
    return tuple(sorted(name for name, p in _AGENCY.items() if p.search(said) and not p.search(article.outlet)))


def credited(article: Article, outlets: Iterable[str]) -> frozenset[str]:
    """Those of `outlets` that the article credits."""
    return frozenset(outlet for outlet in outlets if outlet and outlet != article.outlet and _credits(article, outlet))


def _credits(article: Article, outlet: str) -> bool:
    bare = re.escape(re.sub(r"^The\s+", "", outlet))
    patterns = (_SAYS.format(name=bare), _TELLS.format(name=bare))
    said = f"{article.author}\n{article.text}"
    return any(re.search(p, said, re.IGNORECASE | re.MULTILINE) for p in patterns)
