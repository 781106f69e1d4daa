"""Text without what a reader cannot see: control characters, lone surrogates, invisible and smuggled marks."""

import re
import unicodedata

# Invisible marks that carry nothing in running zh or en text and are used to hide instructions or split words:
# soft hyphen, zero-width space, direction marks and overrides, word joiner and invisible operators, BOM,
# interlinear annotation, tags (U+E0000 block).
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# One variation selector chooses a glyph; a run of them is a message (data smuggled in U+FE00 and U+E0100 marks).
_SELECTOR_RUN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
# A joiner means something between emoji or in Persian and Indic script, nothing beside Latin letters or Han.
_JOINER = re.compile("(?<=[\x00-\u024f\u3000-\u9fff])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f\u3000-\u9fff])")
_LINE = re.compile("\r\n?|\x85|\u2028")
_PARAGRAPHS = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+|\u2029")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f]+")


def plain(text: str) -> str:
    """`text` in Unicode NFC without invisible marks and control characters; line ends become line feeds."""
    text = _LINE.sub("\n", _SURROGATE.sub("", text))
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    text = _JOINER.sub("", _SELECTOR_RUN.sub("", text))
    return unicodedata.normalize("NFC", text)


def line(text: str) -> str:
    """`text` on one line, blanks joined: for titles and names."""
    return " ".join(_BLANKS.sub(" ", plain(text).replace("\u3000", " ")).split())


def _joined(paragraph: str) -> str:
    lines = [_BLANKS.sub(" ", row).strip(" \u3000") for row in paragraph.split("\n")]
    return "\n".join(row for row in lines if row)


def paragraphs(text: str) -> str:
    """`text` as paragraphs parted by one blank line; indents and runs of blanks go, single line breaks stay."""
    parts = [_joined(part) for part in _PARAGRAPHS.split(plain(text))]
    return "\n\n".join(part for part in parts if part)


def one_a_line(text: str) -> str:
    """`text`, in which every line is a paragraph (as Chinese copy and extractors write it), parted by blank lines."""
    parts = [_BLANKS.sub(" ", row).strip(" \u3000") for row in plain(text).split("\n")]
    return "\n\n".join(part for part in parts if part)
