"""From what a form names to evidence: archive, addresses, uploads; what fails is told and the rest goes on."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.app.checking import distinct
from broadsheet.core import BroadsheetError, Evidence
from broadsheet.serve.naming import named_source
from broadsheet.serve.web._frame.site import Site
from broadsheet.serve.web._frame.submitted import Submitted, carried


@dataclass(frozen=True, slots=True)
class Sourced:
    """What was found of what was named, and what was not, with why."""

    evidence: tuple[Evidence, ...] = ()
    problems: tuple[tuple[str, BroadsheetError], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the form: `article` is its id in the archive, else `field` carries it along."""

    evidence: Evidence
    article: int | None
    field: str


def sourced(site: Site, asked: Submitted) -> Sourced:
    """The evidence that the form names."""
    found: list[Evidence] = []
    problems: list[tuple[str, BroadsheetError]] = []
    for name in asked.named:
        try:
            found += site.room.evidence([named_source(name)])
        except BroadsheetError as error:
            problems.append((name, error))
    for name, body in asked.files:
        try:
            found += read_file(site, body, name=name)
        except BroadsheetError as error:
            problems.append((name, error))
    return Sourced(tuple(distinct([*asked.sources, *found])), tuple(problems))


def read_file(site: Site, body: bytes, *, name: str) -> list[Evidence]:
    """What an uploaded file holds (text, Markdown, HTML, DOCX, PDF, ...), under its own name.

    Raises what reading raises.
    """
    plain = Path(name).name or "file"
    with tempfile.TemporaryDirectory(prefix="broadsheet-check-") as folder:
        kept = Path(folder) / plain
        kept.write_bytes(body)
        return [replace(e, source=plain, url="") for e in site.room.evidence([str(kept)])]


def source_rows(evidence: Sequence[Evidence]) -> list[SourceRow]:
    """The sources as the form shows and carries them."""
    return [_row(e) for e in evidence]


def _row(evidence: Evidence) -> SourceRow:
    kind, _, number = evidence.source.partition(":")
    article = int(number) if kind == "article" and number.isdecimal() else None
    return SourceRow(evidence, article, "" if article else carried(evidence))
