"""A document as it is learnt from, or why it is left out."""

import unicodedata
from dataclasses import dataclass, replace

from broadsheet.ingest import clean
from broadsheet.nlp import detect, is_stop, words
from broadsheet.search.script import simplified
from broadsheet.train.corpus.document import Document, joined
from broadsheet.train.corpus.preparing import Preparing

_BROKEN = "\ufffd"
# More of a text's characters than this are broken: it was read in the wrong encoding, or is no text.
_BROKEN_SHARE = 0.01
# Full-width letters and digits, and the ideographic space, as ASCII; full-width punctuation is Chinese and stays.
_WIDTH = {0xFEE0 + code: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class Left:
    """A document that was left out: `why` is one of short, long, language, broken, or "no target" and the like."""

    why: str
    text: str


def cleaned(document: Document, settings: Preparing) -> Document | Left:
    """`document` with clean texts and its language; `Left` when it does not fit the settings."""
    share = document.text.count(_BROKEN) / max(len(document.text), 1)
    text = document.text if document.tags else _prose(document.text, settings)
    if missing := next((need for need in settings.needs if not getattr(document, need)), ""):
        return Left(f"no {missing}", text)
    if document.label and document.label in settings.without:
        return Left(f"label {document.label}", text)
    language = _primary(document.language) or detect(text)
    if document.tags:
        text = joined(document.tags, language=language)
    if why := _misfit(text, language, share, settings):
        return Left(why, text)
    if settings.stop_words == "drop" and not document.tags:
        text = without_stop_words(text) or text
    return replace(
        document,
        text=text,
        target=_prose(document.target, settings),
        refused=_prose(document.refused, settings),
        language=language,
    )


def without_stop_words(text: str) -> str:
    """The words of `text` that say something of its subject, parted by spaces; line ends stay."""
    lines = ([word for word, _, _ in words(line) if not is_stop(word)] for line in text.split("\n"))
    return "\n".join(" ".join(line) for line in lines if line)


def _prose(text: str, settings: Preparing) -> str:
    if settings.unicode == "nfkc":
        text = unicodedata.normalize("NFKC", text)
    elif settings.unicode == "width" and not text.isascii():
        text = text.translate(_WIDTH)
    text = clean.paragraphs(text.replace(_BROKEN, ""))
    return simplified(text) if settings.script == "simplified" else text


def _misfit(text: str, language: str, broken: float, settings: Preparing) -> str:
    if broken > _BROKEN_SHARE:
        return "broken"
    if len(text) < settings.shortest:
        return "short"
    if len(text) > settings.longest:
        return "long"
    return "language" if settings.languages and language not in settings.languages else ""


def _primary(tag: str) -> str:
    return tag.strip().lower().replace("_", "-").split("-", 1)[0]
