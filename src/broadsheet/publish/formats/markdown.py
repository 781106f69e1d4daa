"""One piece as Markdown (CommonMark with footnotes): the machine's labels in the front matter, the people's first."""

import json
import re
from itertools import groupby

from broadsheet.core import Publication, Stored, manuscript
from broadsheet.publish.citations import Run, cited, paragraphs
from broadsheet.publish.escaping import printable, web_address
from broadsheet.publish.provenance import provenance
from broadsheet.publish.schema_org import inert_json
from broadsheet.publish.wording import corrections, label, source_line, words

MEDIA_TYPE = "text/markdown; charset=utf-8"

# CommonMark 2.4: any ASCII punctuation may be escaped; these can start mark-up inside a line or make an entity.
_INLINE = re.compile(r"([\\`*_{}\[\]<>#|~&!$^@:])")
# What can start a block at the beginning of a line: a list, a heading, a rule, a fence.
_BLOCK = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def render(stored: Stored[Publication]) -> bytes:
    """The piece, in UTF-8; a withdrawn one is a tombstone under its title."""
    piece = stored.value
    parts = [_front_matter(piece), f"> {_plain(label(provenance(piece)))}", f"# {_plain(piece.title)}"]
    parts += _tombstone(piece) if piece.withdrawn else _body(piece)
    parts += _corrections(piece)
    if not piece.withdrawn:
        parts += _sources(piece)
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def _plain(text: str) -> str:
    """Text that no reader of Markdown takes for mark-up, on one line."""
    line = " ".join(printable(text).split())
    return _BLOCK.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _INLINE.sub(r"\\\1", line))


def _front_matter(piece: Publication) -> str:
    record = provenance(piece)
    values: dict[str, object] = {
        "title": piece.title,
        "lang": piece.language,
        "published": piece.published.isoformat(),
        "updated": piece.updated.isoformat(),
        "model": record.model or "none",
        "reviewed_by": piece.reviewed_by,
        "digital_source_type": record.source_type_uri,
    }
    if record.aigc:
        values["AIGC"] = json.loads(record.aigc)
    # A JSON value is a YAML flow value (YAML 1.2, 1.3).
    rows = [f"{key}: {inert_json(value)}" for key, value in values.items()]
    return "\n".join(["---", *rows, "---"])


def _body(piece: Publication) -> list[str]:
    if piece.text.strip() == piece.title.strip():
        return []
    lines = [_line(runs) for runs in paragraphs(piece)]
    return ["\n".join(text for _, text in group) for _, group in groupby(enumerate(lines), key=_standing)]


def _standing(numbered: tuple[int, str]) -> object:
    """Items and quotations that follow each other stay together; every other line is a paragraph of its own."""
    number, line = numbered
    return line[0] if line.startswith(("- ", "> ")) else number


def _line(runs: list[Run]) -> str:
    (block,) = manuscript.blocks("".join(run.text for run in runs))
    if block.kind == "image":
        return f"![{_plain(block.alt)}]({block.source})"
    at, parts = 0, []
    for run in runs:
        parts.append(_marked(block, at, at + len(run.text)) + "".join(f"[^{n}]" for n in run.numbers))
        at += len(run.text)
    marker = "-" if block.kind == "item" and not block.marker[0].isdigit() else block.marker
    return f"{marker} {''.join(parts).strip()}".strip()


def _marked(block: manuscript.Block, start: int, end: int) -> str:
    return "".join(_stretch(run) for run in manuscript.clipped(block, start, end))


def _stretch(run: manuscript.Run) -> str:
    """A run with its marks round its words, not round the blanks at its ends."""
    text = _kept_spaces(run.text)
    words = text.strip()
    if not words or not (run.emphasis or run.strong or run.href):
        return text
    star = "*" * (run.emphasis + 2 * run.strong)
    url = web_address(run.href)
    marked = f"[{star}{words}{star}](<{url}>)" if url else f"{star}{words}{star}"
    return text.replace(words, marked, 1)


def _kept_spaces(text: str) -> str:
    """`_plain`, with one blank kept at each end where there was any, so that sentences don't run together."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{_plain(text)}{after}"


def _tombstone(piece: Publication) -> list[str]:
    say = words(piece.language)
    return [f"**{say.withdrawn}**", _plain(f"{say.withdrawn_note}{piece.withdrawn}")]


def _corrections(piece: Publication) -> list[str]:
    rows = [f"- {_plain(c)}" for c in corrections(piece)]
    return [f"## {words(piece.language).corrections}", "\n".join(rows)] if rows else []


def _sources(piece: Publication) -> list[str]:
    rows = []
    for number, source in enumerate(cited(piece), start=1):
        url = web_address(source.url)
        link = f" <{url.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>" if url else ""
        rows.append(f"[^{number}]: {_plain(source_line(source, piece.language))}{link}")
    return [f"## {words(piece.language).sources}", "\n".join(rows)] if rows else []
