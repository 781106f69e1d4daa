"""A PDF file with text in it: one article. Pages and bytes are bounded."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from broadsheet.core import Article, ParseError, TooLargeError
from broadsheet.ingest import clean, dates
from broadsheet.ingest.item import filled
from broadsheet.ingest.quiet import quieten
from broadsheet.ingest.titles import titled

MAX_PAGES = 500  # a newspaper has under 100; a long report under 400
MAX_TEXT = 5_000_000  # characters: ten long books
_NOBODY = ("untitled", "unspecified", "anonymous")  # what PDF makers write when nothing was given
_ENDS = re.compile(r"[.!?。！？…：:][\"'”’」』)）]*$")
_HAN_BREAK = re.compile("(?<=[\u3000-\u9fff，。、；：？！”’）])\n(?=[\u3000-\u9fff“‘（])")


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its header, which may follow up to 1,024 bytes of anything (ISO 32000-2 annex I)."""
    if b"%PDF-" in payload[:1024]:
        return 1.0
    return 0.9 if url.lower().endswith(".pdf") or content_type.lower().startswith("application/pdf") else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Article]:  # noqa: ARG001 (every source has this shape)
    """The one article; raises `ParseError` for a damaged, locked or picture-only file, `TooLargeError` over a limit."""
    reader = _opened(filled(payload, what="PDF"), url)
    pages = []
    for number in range(len(reader.pages)):
        pages.append(_page(reader, number))
        if sum(map(len, pages)) > MAX_TEXT:
            raise TooLargeError("this PDF holds too much text", asked=url, found=f"over {MAX_TEXT:,} characters")
    body = clean.paragraphs("\n\n".join(flowed(page) for page in pages))
    if not body:
        raise ParseError(
            "there is no text in this PDF", asked=url, do="it may be pictures of pages: recognise them first"
        )
    heading, text = titled(body)
    title, author, created = _about(reader)
    yield Article(
        title=title or heading,
        text=body if title and title != heading else text,
        author=author,
        published=created,
    )


def _opened(payload: bytes, url: str) -> Any:
    import pypdf

    quieten("pypdf")
    try:
        reader = pypdf.PdfReader(BytesIO(payload))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if is_locked else len(reader.pages)
    except Exception as error:  # on a damaged file pypdf raises whatever its depths raise
        raise ParseError("this is not a PDF file, or it is damaged", asked=url, found=str(error)) from error
    if is_locked:
        raise ParseError("this PDF is locked with a password", asked=url, do="save it without one")
    if count > MAX_PAGES:
        raise TooLargeError("this PDF has too many pages", asked=url, found=f"{count:,}, over {MAX_PAGES}")
    return reader


def _page(reader: Any, number: int) -> str:
    """The text of one page; a page that pypdf can't read gives none, the others are kept."""
    try:
        return str(reader.pages[number].extract_text())
    except Exception:  # noqa: BLE001 (as above: one damaged page must not cost the rest)
        return ""


def flowed(page: str) -> str:
    """Lines joined into paragraphs: a line goes on unless it ends a sentence and is shorter than its fellows."""
    lines = [row.rstrip() for row in page.splitlines()]
    width = max(map(len, lines), default=0)
    out: list[str] = []
    for row in lines:
        out.append(row)
        is_last = bool(_ENDS.search(row)) and len(row) < 0.9 * width
        out.append("\n\n" if is_last or not row.strip() else "\n")
    text = _HAN_BREAK.sub("", "".join(out))
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text) if width > 40 else text


def _about(reader: Any) -> tuple[str, str, datetime | None]:
    """Title, author and date of making, as far as the file tells."""
    try:
        about = reader.metadata
        title, author, created = about.title or "", about.author or "", about.creation_date
    except Exception:  # noqa: BLE001 (as above)
        return "", "", None
    names = ["" if str(name).lower().strip("()") in _NOBODY else clean.line(str(name)) for name in (title, author)]
    return names[0], names[1], dates.aware(created) if isinstance(created, datetime) else None
