"""A published piece as safe HTML fragments, for the page and for feeds; all outside text is escaped."""

from collections.abc import Iterator

from broadsheet.core import Publication, manuscript
from broadsheet.publish.citations import Run, cited, paragraphs
from broadsheet.publish.escaping import safe, web_address
from broadsheet.publish.prose import inline, joined
from broadsheet.publish.provenance import provenance
from broadsheet.publish.wording import corrections, label, source_line, words


def label_html(piece: Publication) -> str:
    """The label that people read, as one paragraph."""
    record = provenance(piece)
    return f'<p class="label" role="note" data-source-type="{record.source_type}">{safe(label(record))}</p>'


def body_html(piece: Publication, *, anchors: str = "") -> str:
    """The body's lines, each sentence marked with who wrote it and its footnotes; `anchors` goes before each link."""
    if piece.text.strip() == piece.title.strip():
        return ""
    rows = []
    for runs in paragraphs(piece):
        (block,) = manuscript.blocks("".join(run.text for run in runs))
        rows.append((block, "".join(_runs(block, runs, piece, anchors))))
    return joined(rows)


def _runs(block: manuscript.Block, runs: list[Run], piece: Publication, anchors: str) -> Iterator[str]:
    at = 0
    for run in runs:
        yield _run(run, inline(block, at, at + len(run.text)), piece, anchors)
        at += len(run.text)


def _run(run: Run, shown: str, piece: Publication, anchors: str) -> str:
    if run.sentence is None:
        return shown
    quoted = " … ".join(dict.fromkeys(s.text for s in run.sentence.evidence))
    hint = f' title="{safe(words(piece.language).quoted)}: {safe(quoted)}"' if quoted else ""
    marks = "".join(f'<a href="{anchors}#source-{n}">{n}</a>' for n in run.numbers)
    notes = f'<sup class="cite"{hint}>{marks}</sup>' if marks else ""
    return f'<span data-written-by="{run.sentence.written_by}">{shown}</span>{notes}'


def sources_html(piece: Publication) -> str:
    """The numbered list of sources, or nothing when there are none."""
    rows = []
    for number, source in enumerate(cited(piece), start=1):
        line = safe(source_line(source, piece.language))
        url = web_address(source.url)
        linked = f'<a href="{safe(url)}" rel="external noreferrer">{line}</a>' if url else line
        rows.append(f'<li id="source-{number}">{linked}</li>')
    if not rows:
        return ""
    say = words(piece.language)
    return f'<section class="sources"><h2>{say.sources}</h2>\n<ol>\n' + "\n".join(rows) + "\n</ol></section>"


def corrections_html(piece: Publication) -> str:
    """The dated corrections, or nothing."""
    rows = "\n".join(f"<li>{safe(c)}</li>" for c in corrections(piece))
    say = words(piece.language)
    return f'<section class="corrections"><h2>{say.corrections}</h2>\n<ul>\n{rows}\n</ul></section>' if rows else ""


def tombstone_html(piece: Publication) -> str:
    """What stands where a withdrawn piece stood."""
    say = words(piece.language)
    return (
        f'<section class="tombstone"><h2>{say.withdrawn}</h2>'
        f"<p>{safe(say.withdrawn_note)}{safe(piece.withdrawn)}</p></section>"
    )


def fragment(piece: Publication) -> str:
    """The whole piece for a feed: label first, then the text, corrections and sources, or the tombstone."""
    if piece.withdrawn:
        return tombstone_html(piece) + corrections_html(piece)
    parts = (label_html(piece), body_html(piece), corrections_html(piece), sources_html(piece))
    return "\n".join(part for part in parts if part)
