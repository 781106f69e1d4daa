"""A Markdown file (CommonMark, with a YAML-like front matter of plain lines): one article."""

import re
from collections.abc import Iterator

from broadsheet.core import Article
from broadsheet.ingest import clean, dates, languages, markup
from broadsheet.ingest.decode import decode
from broadsheet.ingest.item import filled
from broadsheet.ingest.titles import titled

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:\s*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its name or declared type: Markdown has no mark of its own but headings at the start."""
    if url.lower().endswith((".md", ".markdown", ".mdown")) or "markdown" in content_type.lower():
        return 0.9
    return 0.25 if re.match(rb"(?:\xef\xbb\xbf)?\s*#{1,3} \S", payload[:200]) else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Article]:  # noqa: ARG001 (every source has this shape)
    """The one article: title from the front matter, else the first heading, else the first line."""
    from markdown_it import MarkdownIt

    source = clean.plain(decode(filled(payload, what="text"), content_type=content_type))
    front = _FRONT.match(source)
    fields = {k.lower(): v.strip().strip("\"'") for k, v in _FIELD.findall(front.group(1) if front else "")}
    html = MarkdownIt("commonmark").enable("table").render(source[front.end() :] if front else source)
    heading = _HEADING.search(html)
    if heading and not fields.get("title"):
        html = html[: heading.start()] + html[heading.end() :]
    body = markup.text_of(html)
    title = fields.get("title") or (markup.text_of(heading.group(1)) if heading else "")
    title, text = (title, body) if title else titled(body)
    yield Article(
        title=clean.line(title),
        text=text,
        author=fields.get("author", ""),
        outlet=fields.get("outlet", ""),
        url=fields.get("url", ""),
        language=languages.primary(fields.get("language", fields.get("lang", "")), text=text),
        published=dates.parse(fields.get("published") or fields.get("date") or ""),
    )
