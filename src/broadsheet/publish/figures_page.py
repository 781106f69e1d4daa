"""A page of figures that stands alone: prose, tables and drawn plots; no script runs, nothing is fetched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import Template

from broadsheet.publish.escaping import printable, safe
from broadsheet.publish.evidence_stylesheet import STYLESHEET

_MORE = """
main{max-width:56em}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);font-size:.8125rem;padding-bottom:.3rem}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--hair);vertical-align:top}
thead th{border-bottom:2px solid var(--ink)}
td.number,th.number{text-align:right}
.wide{overflow-x:auto}
.wide thead th{overflow-wrap:normal;word-break:normal;hyphens:none}
.wide .many{min-width:36em}
figure{margin:1rem 0}
figure svg{width:100%;height:auto}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22em,100%),1fr));gap:0 1.5rem}
.text{border-left:3px solid var(--hair);padding-left:.8rem}
nav,th,td,caption,figcaption{font-family:system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
figcaption{margin-bottom:.4rem}
figcaption strong{display:block}
figcaption span{color:var(--quiet);font-size:.8125rem}
figure details{font-size:.8125rem}
.more{font-size:.8125rem}
pre{white-space:pre-wrap;background:var(--wash);padding:.6rem .8rem;font-size:.875rem}
.standing+.standing{font-weight:400}
:root{--c0:#0064a6;--c1:#c04f00;--c2:#00805c;--c3:#b0578c}
@media (prefers-color-scheme:dark){:root{--c0:#5fb2ee;--c1:#f28a4a;--c2:#35c79b;--c3:#e09bc4}}
.ch-ink{fill:var(--ink)}.ch-soft{fill:var(--quiet)}.ch-grid{stroke:var(--hair)}.ch-axis{stroke:var(--quiet)}
.ch-f0{fill:var(--c0)}.ch-f1{fill:var(--c1)}.ch-f2{fill:var(--c2)}.ch-f3{fill:var(--c3)}
.ch-s0{stroke:var(--c0)}.ch-s1{stroke:var(--c1)}.ch-s2{stroke:var(--c2)}.ch-s3{stroke:var(--c3)}
.ch-hit:hover{fill:var(--ink);fill-opacity:.25}
.ch-whisker{stroke:var(--ink)}
@media print{nav,figure details{display:none}figure,tr,.text{break-inside:avoid}h2{break-after:avoid}
.wide{overflow:visible}.wide .many{min-width:0}.plots{grid-template-columns:1fr 1fr}
:root{--c0:#0064a6;--c1:#c04f00;--c2:#00805c;--c3:#b0578c}}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none;font-size:.9rem}
"""
_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main>
<header class="$standing">
<p class="kicker">$kicker</p>
<h1>$title</h1>
<p class="standing">$lead</p>
$facts
</header>
<nav aria-label="$contents"><ul>$links</ul></nav>
$body
</main>
</body>
</html>
""")


# What begins with a digit and goes on in words is a name: `5 元模型`, `5-gram`.
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[^\W\d_]{4}")
# Columns that fit beside each other on a telephone.
MANY = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under `heads`; a column whose cells are all numbers (as text) stands on the right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its `title` and `note`; its numbers are the `table`, which `summary` opens.

    `drawn` is an SVG document of our own pen without a frame, whose classes take the page's colours by day and night.
    """

    title: str
    note: str
    drawn: str
    table: Table
    summary: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its `prose`, paragraph by paragraph, `texts` set off as quoted, tables, and drawn `plots`.

    `commands` are shown line by line as they are typed. Drawings stand on the page as they are; everything else is
    made harmless.
    """

    heading: str
    prose: Sequence[str] = ()
    tables: Sequence[Table] = ()
    plots: Sequence[Plot] = ()
    texts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    commands: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The whole: `kicker` above the `title`, `lead` below it; `standing` is `passed`, or empty for in doubt.

    `about` are sentences below the lead, each a paragraph.
    """

    title: str
    kicker: str
    lead: str
    sections: Sequence[Section]
    language: str = "en"
    standing: str = ""
    contents: str = "Contents"
    about: Sequence[str] = ()


def render(page: FiguresPage) -> bytes:
    """The page, in UTF-8."""
    links = "".join(f'<li><a href="#s{n}">{safe(one.heading)}</a></li>' for n, one in enumerate(page.sections))
    return _PAGE.substitute(
        language=safe(page.language),
        title=safe(page.title),
        kicker=safe(page.kicker),
        lead=safe(page.lead),
        standing=safe(page.standing),
        facts="".join(f"<p>{safe(one)}</p>" for one in page.about),
        style=STYLESHEET + _MORE,
        contents=safe(page.contents),
        links=links,
        body="\n".join(_section(one, n) for n, one in enumerate(page.sections)),
    ).encode("utf-8", "replace")


def _section(one: Section, place: int) -> str:
    return f'<section id="s{place}"><h2>{safe(one.heading)}</h2>{"".join(_parts(one))}</section>'


def _parts(one: Section) -> Iterator[str]:
    yield from (f"<p>{safe(text)}</p>" for text in one.prose)
    if one.plots:
        yield f'<div class="plots">{"".join(map(_plot, one.plots))}</div>'
    yield from map(_table, one.tables)
    if one.commands:
        yield f"<pre>{safe(chr(10).join(one.commands))}</pre>"
    for head, text in one.texts:
        yield f'<p class="kicker">{safe(head)}</p><p class="text">{safe(text)}</p>'


def _plot(plot: Plot) -> str:
    head = f"<figcaption><strong>{safe(plot.title)}</strong><span>{safe(plot.note)}</span></figcaption>"
    numbers = f"<details><summary>{safe(plot.summary)}</summary>{_table(plot.table)}</details>"
    return f"<figure>{head}{plot.drawn}{numbers}</figure>"


def _table(table: Table) -> str:
    numbers = [_is_numbers([row[n] for row in table.rows if n < len(row)]) for n in range(len(table.heads))]
    heads = "".join(_cell("th", head, is_number=numbers[n]) for n, head in enumerate(table.heads))
    rows = "".join(
        f"<tr>{''.join(_cell('td', cell, is_number=numbers[n]) for n, cell in enumerate(row))}</tr>"
        for row in table.rows
    )
    caption = f"<caption>{safe(table.caption)}</caption>" if table.caption else ""
    many = ' class="many"' if len(table.heads) > MANY else ""  # side by side on a telephone they would be slivers
    body = f"{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    return f'<div class="wide" tabindex="0"><table{many}>{body}</table></div>'


def _cell(tag: str, text: str, *, is_number: bool) -> str:
    told = (' scope="col"' if tag == "th" else "") + (' class="number"' if is_number else "")
    return f"<{tag}{told}>{safe(text)}</{tag}>"


def _is_numbers(cells: Sequence[str]) -> bool:
    kept = [printable(cell).strip() for cell in cells if cell.strip()]
    return bool(kept) and all(
        cell.lstrip("−-+").replace(" ", "")[:1].isdigit() and not _WORDS.search(cell) for cell in kept
    )
