"""Where a report's own words begin: behind the agency's dateline and the byline."""

import re

# The byline in brackets behind a dateline: `（记者周珺 孙奕）`.
_WHO_ZH = r"(?:[（(][^（）()]{0,60}(?:记者|通讯员|作者|编辑)[^（）()]{0,60}[）)])?"
_INNER_ZH = r"[^\s，。！？（）()]"
# `新华社布鲁塞尔1月30日电（记者周珺）`, `本报讯`, `央视网消息：`
_ZH = re.compile(
    rf"\s*(?:{_INNER_ZH}{{0,20}}?(?:\d{{1,2}}月)?\d{{1,2}}日[\u4e00-\u9fff]{{0,4}}电"
    rf"|{_INNER_ZH}{{0,8}}?(?:本报|快报|晚报)?讯(?=[（(\s])|{_INNER_ZH}{{2,10}}消息[：:，])\s*{_WHO_ZH}\s*"
)
# `WASHINGTON (Reuters) - `, `BEIJING, Jan. 30 (Xinhua) -- `, `LONDON — `, `MOSCOW, March 20. /TASS/. `
_EN = re.compile(
    r"\s*[A-Z][A-Z.'\- ]{2,30}(?:,\s[A-Z][\w. ]{1,20}){0,2}(?:,?\s\w{3,9}\.?\s\d{1,2})?\s*"
    r"(?:\([A-Za-z. /]{2,30}\)\s*(?:-{1,2}|–|—)\s*|(?:-{1,2}|–|—)\s+|\.?\s/[A-Za-z]{2,20}/\.\s)"
)
# A line of its own: `By Jane Doe, Staff Writer`, `新华社记者王烁`, `（编辑 李四）`
_BYLINE = re.compile(
    r"\s*(?:By\s+[A-Z][^\n.!?]{2,60}|(?:新华社|本报|本台)?记者[：:\s]*[^\n，。！？]{2,24}"
    r"|[（(](?:记者|编辑|作者)[^）)\n]{1,40}[）)])\s*\n\s*"
)


# Where byline and dateline are looked for, in characters.
READ = 1000


def opening(text: str) -> int:
    """The offset where the report begins in `text`: after byline and dateline, 0 when there is none."""
    at = 0
    for pattern in (_BYLINE, _ZH, _EN, _BYLINE):
        match = pattern.match(text, at, READ)
        if match and match.end() < len(text):
            at = match.end()
    return at


# A headline's section: `（国际）`, `【财经】`, `(社会)`.
_SECTION = re.compile(r"^\s*[（(【\[][^）)】\]]{1,12}[）)】\]]\s*")


def headline(title: str) -> str:
    """`title` without the section an agency puts before it."""
    return _SECTION.sub("", title) or title
