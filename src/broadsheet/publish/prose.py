"""A text with marks as HTML: paragraphs, headings, quotations, lists, images, and in them emphasis and links.

Everything is escaped, and links lead to http and https alone, so that the result is safe by construction.
"""

from collections.abc import Iterable
from itertools import groupby

from broadsheet.core import manuscript
from broadsheet.core.manuscript import Block, Run
from broadsheet.publish.escaping import safe, web_address

Row = tuple[Block, str]

# The piece's own headline is h1; a part of the text is never above it.
_HEADINGS = {"##": "h2", "###": "h3"}


def prose(text: str) -> str:
    """`text` as HTML."""
    return joined((block, inline(block, block.start, block.end)) for block in manuscript.blocks(text))


def inline(block: Block, start: int, end: int) -> str:
    """What is read of the block between two offsets, with its emphasis and links; all else is escaped."""
    return "".join(_run(run) for run in manuscript.clipped(block, start, end))


def joined(rows: Iterable[Row]) -> str:
    """The lines with what is inside each, as blocks; quotations and items that follow each other become one."""
    return "\n".join(html for kind, group in groupby(rows, key=_group) for html in _wrapped(kind, list(group)))


def _group(row: Row) -> str:
    block = row[0]
    if block.kind == "item":
        return "ol" if block.marker[0].isdigit() else "ul"
    return block.kind


def _wrapped(kind: str, rows: list[Row]) -> list[str]:
    if kind in ("ol", "ul"):
        number = rows[0][0].marker[:-1]
        start = f' start="{int(number)}"' if kind == "ol" and number != "1" else ""
        return [f"<{kind}{start}>" + "".join(f"<li>{html}</li>" for _, html in rows) + f"</{kind}>"]
    if kind == "quote":
        return ["<blockquote>" + "".join(f"<p>{html}</p>" for _, html in rows) + "</blockquote>"]
    if kind == "image":
        return [_figure(block) for block, _ in rows]
    if kind == "heading":
        return [f"<{_HEADINGS[block.marker]}>{html}</{_HEADINGS[block.marker]}>" for block, html in rows]
    return [f"<p>{html}</p>" for _, html in rows]


def _figure(block: Block) -> str:
    """An image of this newsroom; one that lies elsewhere is linked, for a page fetches nothing from strangers."""
    shown = safe(block.alt)
    if block.source.startswith("/images/"):
        return f'<figure><img src="{safe(block.source)}" alt="{shown}" loading="lazy"></figure>'
    url = web_address(block.source)
    return f'<p><a href="{safe(url)}" rel="external noreferrer">{shown or safe(url)}</a></p>' if url else ""


def _run(run: Run) -> str:
    html = safe(run.text)
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    url = web_address(run.href)
    return f'<a href="{safe(url)}" rel="external noreferrer">{html}</a>' if url else html
