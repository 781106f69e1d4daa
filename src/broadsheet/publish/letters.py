"""A reader's newsletter as a page that can be mailed and as plain text. It knows no store and sends nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from string import Template
from types import MappingProxyType
from urllib.parse import quote

from broadsheet.core import Letter, LetterItem
from broadsheet.publish.escaping import printable, safe
from broadsheet.publish.wording import MONTHS

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "read": "Read it",
            "why": "Why you get this",
            "checked": "Every sentence below was checked against the report it comes from.",
            "stop": "Stop these letters",
            "change": "Change what you get",
            "empty": "There is nothing new for you today.",
            "to": "For",
        },
        "zh": {
            "read": "阅读全文",
            "why": "为何推送给你",
            "checked": "下列每句话都与所据报道逐一核对过。",
            "stop": "退订",
            "change": "修改订阅内容",
            "empty": "今天没有新的内容。",
            "to": "致",
        },
    }
)
# Mail programs know tables and little else; the widths are those that fit a phone.
_STYLE = """
body{margin:0;background:#f6f5f1;color:#17181a;font:17px/1.55 Georgia,"Songti SC","Noto Serif CJK SC",serif}
.sheet{max-width:36em;margin:0 auto;padding:24px 20px 40px;background:#fffefc}
.top{border-bottom:3px solid #17181a;padding-bottom:10px;margin-bottom:18px}
.top p,.foot,.by,.why{font:14px/1.5 "Helvetica Neue",Arial,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#5a5b5e}
.top p{margin:4px 0 0}
h1{font-size:27px;line-height:1.2;margin:0;font-weight:600}
h2{font-size:20px;line-height:1.3;margin:0 0 4px;font-weight:600}
h2 a{color:#17181a;text-decoration:none}
.item{padding:16px 0;border-bottom:1px solid #d3d0c6}
.item p{margin:6px 0 0}
.why{color:#a3201c}
.foot{padding-top:18px}
a{color:#a3201c}
@media (prefers-color-scheme:dark){body{background:#131416;color:#ebe8e0}.sheet{background:#1b1d20}
.top{border-color:#ebe8e0}h2 a{color:#ebe8e0}.item{border-color:#373a3f}.top p,.foot,.by{color:#a5a39c}
.why,a{color:#ff8a78}}
"""
_PAGE = Template("""<!doctype html>
<html lang="$tag">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$style</style>
</head>
<body>
<div class="sheet">
<div class="top"><h1>$title</h1><p>$newsroom · $to $reader</p><p>$checked</p></div>
$items
<p class="foot"><a href="$change_url">$change</a> · <a href="$stop_url">$stop</a></p>
</div>
</body>
</html>
""")


def letter_title(items: Sequence[LetterItem], *, language: str, day: datetime) -> str:
    """The subject: the first headline, for that is what makes one open it, and the day."""
    date = f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {MONTHS[day.month - 1]}"
    lead = items[0].title if items else ("今日头版" if language == "zh" else "Your front page")
    return f"{date}：{lead}" if language == "zh" else f"{date}: {lead}"


def letter_html(letter: Letter, *, site: str, newsroom: str) -> str:
    """The letter as a page that stands alone and fetches nothing; `site` is the newsroom's address."""
    say = _words(letter)
    items = "\n".join(_item_html(item, site=site, say=say) for item in letter.items)
    return _PAGE.substitute(
        tag="zh-Hans" if letter.language == "zh" else "en",
        title=safe(letter.title),
        newsroom=safe(newsroom),
        reader=safe(letter.reader),
        to=say["to"],
        checked=say["checked"] if letter.items else say["empty"],
        items=items,
        style=_STYLE,
        change=say["change"],
        stop=say["stop"],
        **{name: safe(url) for name, url in _addresses(letter, site).items()},
    )


def letter_text(letter: Letter, *, site: str, newsroom: str) -> str:
    """The letter as plain text (RFC 3676 leaves the flowing of lines to the reader's program)."""
    say, urls = _words(letter), _addresses(letter, site)
    blank = "" if letter.language == "zh" else " "
    head = [
        letter.title,
        f"{newsroom} · {say['to']}{blank}{letter.reader}",
        say["checked"] if letter.items else say["empty"],
    ]
    body = [
        "\n".join(
            line
            for line in (
                f"{number}. {item.title}" + (f" ({item.outlet})" if item.outlet else ""),
                item.text,
                f"{say['why']}: {item.reason}" if letter.language != "zh" else f"{say['why']}：{item.reason}",
                f"{site}/articles/{item.article}",
            )
            if line
        )
        for number, item in enumerate(letter.items, start=1)
    ]
    foot = f"-- \n{say['change']}: {urls['change_url']}\n{say['stop']}: {urls['stop_url']}"
    return printable("\n\n".join(["\n".join(head), *body, foot]) + "\n")


def _item_html(item: LetterItem, *, site: str, say: Mapping[str, str]) -> str:
    address = safe(f"{site}/articles/{item.article}")
    tongue = f' lang="{safe(item.language)}"' if item.language else ""
    text = f"<p{tongue}>{safe(item.text)}</p>" if item.text else ""
    by = f'<p class="by">{safe(item.outlet)}</p>' if item.outlet else ""
    return (
        f'<div class="item"><h2{tongue}><a href="{address}">{safe(item.title)}</a></h2>{by}{text}'
        f'<p class="why">{safe(item.reason)}</p><p class="by"><a href="{address}">{say["read"]}</a></p></div>'
    )


def _addresses(letter: Letter, site: str) -> dict[str, str]:
    """Where the letter is stopped (without a password, by its key) and where what comes is changed."""
    return {
        "stop_url": f"{site}/letters/{quote(letter.key, safe='')}",
        "change_url": f"{site}/readers/{quote(letter.reader, safe='')}/subscription",
    }


def _words(letter: Letter) -> Mapping[str, str]:
    return _WORDS["zh" if letter.language == "zh" else "en"]
