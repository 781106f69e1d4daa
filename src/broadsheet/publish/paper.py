"""Paragraphs on A4 in both scripts: what a PDF is set with. It knows no checks.

No font is shipped or embedded. Latin is set in Times, one of the fourteen fonts that every reader has (ISO 32000-1,
9.6.2.2); Han in STSong-Light with the map UniGB-UCS2-H (9.7.5.2), which readers replace with a Song face of their own.
"""

import re
import unicodedata
from functools import cache
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from broadsheet.publish.escaping import printable
from broadsheet.publish.evidence_words import say

GOOD, DOUBT, WRONG, VIEW = "#17664a", "#865600", "#a3201c", "#45587a"
_INK, _QUIET = "#17181a", "#5a5b5e"
_HAN = "STSong-Light"
# Times has the characters of Windows-1252; all others are set in the Han face, full-width signs with them.
_LATIN = re.compile(r"[\x20-\x7e\xa0-\xff€]+")
_LATIN_QUOTED = re.compile(r"[\x20-\x7e\xa0-\xff€‚„†‡‰‹›ŒœŠšŽžŸ‘’“”…•–—™]+")
_SLASHED = {
    "Ł": "L",
    "ł": "l",
    "Đ": "D",
    "đ": "d",
    "ı": "i",
    "Œ": "Œ",
    "œ": "œ",
    "Š": "Š",
    "š": "š",
    "Ž": "Ž",
    "ž": "ž",
}
# name: (size, leading, space before, left indent, colour, background)
_STYLES: dict[str, tuple[float, float, float, float, str, str | None]] = {
    "title": (18, 25, 2, 0, _INK, None),
    "standing": (11, 16, 6, 0, _INK, "#f4f2ec"),
    "heading": (12, 17, 16, 0, _INK, None),
    "verdict": (9.5, 14, 9, 0, _INK, None),
    "said": (11, 16.5, 1, 0, _INK, None),
    "body": (10, 15.5, 3, 0, _INK, None),
    "note": (9.5, 14, 2, 0, _QUIET, None),
    "quoted": (9.5, 14.5, 3, 14, _INK, "#f4f2ec"),
    "small": (9, 13.5, 3, 0, _QUIET, None),
}


def para(text: str, style: str, *, colour: str = "", after: str = "") -> Any:
    """A paragraph of plain text in one of the styles; `after` follows in small and grey."""
    from reportlab.platypus import Paragraph

    inside = _runs(text)
    if colour:
        inside = f'<font color="{colour}">{inside}</font>'
    if after:
        inside += f'<font color="{_QUIET}" size="8.5">{_runs(after)}</font>'
    return Paragraph(inside, _style(style))


def paged(flow: list[Any], out: BinaryIO, *, title: str, language: str) -> None:
    """Set the paragraphs on numbered pages with the title in the file's own data; the same input, the same bytes."""
    from reportlab.platypus import SimpleDocTemplate

    document = SimpleDocTemplate(
        out, title=printable(title), author="Broadsheet", lang=language, invariant=1,
        leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=56,
    )  # fmt: skip

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(_HAN, 8)
        canvas.drawRightString(document.pagesize[0] - 56, 34, say(language, "page", n=canvas.getPageNumber()))

    document.build(flow, onFirstPage=foot, onLaterPages=foot)


def _runs(text: str) -> str:
    """The text as mark-up, each stretch in the face that has its characters."""
    told = "".join(map(_drawable, printable(text).replace("\n", " ")))
    latin = _LATIN if _is_chinese(told) else _LATIN_QUOTED
    parts: list[str] = []
    at = 0
    for found in latin.finditer(told):
        parts += [escape(told[at : found.start()]), f'<font name="Times-Roman">{escape(found[0])}</font>']
        at = found.end()
    return "".join([*parts, escape(told[at:])])


def _is_chinese(text: str) -> bool:
    """Whether marks that both scripts share (quotation marks, dashes) are set as Chinese ones, an em wide."""
    han = sum(1 for c in text if "\u4e00" <= c <= "\u9fff")
    return 3 * han > sum(1 for c in text if c.isascii() and c.isalpha())


def _drawable(character: str) -> str:
    """A Latin letter that neither face has, as the letter under its accent: an empty box would say less."""
    if not "\u0100" <= character <= "\u024f" or character in _SLASHED or _has(character, "gb2312"):
        return _SLASHED.get(character, character)
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))


def _has(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _style(name: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(_HAN))
    size, leading, before, indent, colour, background = _STYLES[name]
    return ParagraphStyle(
        name, fontName=_HAN, fontSize=size, leading=leading, spaceBefore=before, leftIndent=indent, textColor=colour,
        backColor=background, borderPadding=4 if background else 0, keepWithNext=name in ("heading", "verdict"),
        splitLongWords=1, spaceAfter=8 if background else 0,
    )  # fmt: skip
