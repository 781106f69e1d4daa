"""A Word document (Office Open XML): one article. The container is checked before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from broadsheet.core import Article, ParseError
from broadsheet.ingest import clean, dates, languages
from broadsheet.ingest.item import filled
from broadsheet.ingest.titles import titled
from broadsheet.ingest.unpack import open_zip
from broadsheet.ingest.xmlguard import check_xml

_BODY = "word/document.xml"


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By the part name a Word document's container holds."""
    is_zip = payload.startswith(b"PK\x03\x04")
    if is_zip and (b"word/" in payload or b"[Content_Types].xml" in payload[:2000]):
        return 0.95
    named = url.lower().endswith(".docx") or "wordprocessingml" in content_type.lower()
    return 0.9 if named else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Article]:  # noqa: ARG001 (every source has this shape)
    """The one article: its text in order, tables row by row; title and author from the properties."""
    import docx

    _checked(filled(payload, what="document"))
    try:
        document = docx.Document(BytesIO(payload))
        body = "\n\n".join(_blocks(document))
        about = document.core_properties
    except Exception as error:  # on a damaged file python-docx raises anything
        raise ParseError("this is not a Word document, or it is damaged", asked=url, found=str(error)) from error
    if not clean.paragraphs(body):
        raise ParseError(
            "there is no text in this Word document", asked=url, do="save it as text, or recognise its pictures"
        )
    heading, text = titled(body)
    title = clean.line(about.title or "")
    yield Article(
        title=title or heading,
        text=clean.paragraphs(body) if title and title != heading else text,
        author=clean.line(about.author or "") if about.author != "python-docx" else "",
        language=languages.primary(about.language or "", text=body),
        published=dates.aware(about.created) if about.created else None,
    )


def _checked(payload: bytes) -> None:
    with open_zip(payload, what="Word") as container:
        names = container.namelist()
        if _BODY not in names:
            raise ParseError("this is not a Word document", found=f"a zip file without {_BODY}")
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    check_xml(container.read(name))
                except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
                    raise ParseError("this Word document is damaged", found=f"{name}: {error}") from error


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = [clean.line(cell.text) for cell in row.cells]
                yield " | ".join(dict.fromkeys(cell for cell in cells if cell))
        elif not _is_hidden(block):
            yield block.text


def _is_hidden(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.font.hidden for run in runs)
