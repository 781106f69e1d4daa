"""A kept check as a page that stands alone: no script runs, nothing is fetched, light and dark, on paper too."""

from collections.abc import Iterator
from string import Template

from broadsheet.core import Checked, Evidence, Finding, Stored
from broadsheet.publish.escaping import safe, web_address
from broadsheet.publish.evidence_rows import (
    Row,
    cleared_words,
    counts,
    made_line,
    rows,
    source_name,
    standing_words,
    stray,
)
from broadsheet.publish.evidence_stylesheet import STYLESHEET
from broadsheet.publish.evidence_words import SIGNS, checks_named, say
from broadsheet.publish.wording import date

MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = "html"

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>$heading: $title</title>
<style>$style</style>
</head>
<body>
<main>
<header class="$standing">
<p class="kicker">$heading</p>
<h1 lang="$tongue">$title</h1>
<p class="standing">$said</p>
<p class="made">$made</p>
$counted
</header>
$body
</main>
</body>
</html>
""")


def render(stored: Stored[Checked], language: str) -> bytes:
    """The page, in UTF-8."""
    checked = stored.value
    page = _PAGE.substitute(
        language=safe(language or "und"),
        tongue=safe(checked.language or "und"),
        heading=safe(say(language, "title")),
        title=safe(checked.title),
        style=STYLESHEET,
        standing=checked.standing,
        said=safe(standing_words(checked, language)),
        made=safe(made_line(checked, date(stored.created, language), language)),
        counted=_counted(checked, language),
        body="\n".join(_body(checked, language)),
    )
    return page.encode("utf-8")


def _counted(checked: Checked, language: str) -> str:
    items = (
        f'<li class="{verdict}"><b>{SIGNS[verdict]} {n}</b> {safe(say(language, verdict))}</li>'
        for verdict, n in counts(checked).items()
    )
    return f'<ul class="counts">{"".join(items)}</ul>'


def _body(checked: Checked, language: str) -> Iterator[str]:
    if checked.report.notes:
        yield _section(language, "notes", "".join(f"<p>{safe(note)}</p>" for note in checked.report.notes))
    laid = rows(checked, language)
    yield _section(language, "text", f'<div class="text" lang="{safe(checked.language)}">{_text(checked, laid)}</div>')
    if laid:
        told = "".join(_row(row, checked.language, language) for row in laid)
        yield _section(language, "sentences", f"<ol>{told}</ol>", name="rows")
    if loose := stray(checked):
        told = "".join(_finding(f, checked.language, language) for f in loose)
        yield _section(language, "findings", f'<ul class="findings">{told}</ul>')
    sources = "".join(_source(e, n, language) for n, e in enumerate(checked.evidence, 1))
    yield _section(language, "sources", f'<ul class="sources">{sources}</ul>')
    yield _section(language, "how", f"<p>{safe(method(checked, language))}</p><p>{safe(say(language, 'limits'))}</p>")


def method(checked: Checked, language: str) -> str:
    """How it was checked, in a sentence or two."""
    asked = say(language, "no_model") if checked.model == "none" else say(language, "model", model=checked.model)
    return say(language, "method", checks=checks_named(checked.checks, language), version=checked.version, model=asked)


def _section(language: str, key: str, inside: str, *, name: str = "") -> str:
    return f'<section class="{name or key}"><h2>{safe(say(language, key))}</h2>{inside}</section>'


def _text(checked: Checked, laid: list[Row]) -> str:
    """The text as it stood, each sentence marked and linked to what is said of it."""
    parts, at = [], 0
    for row in laid:
        claim = row.claim
        if claim.start < at:  # a claim inside another is told in the list only
            continue
        parts.append(safe(checked.text[at : claim.start]))
        sign = SIGNS[claim.verdict] if claim.verdict != "supported" else ""
        mark = f"<sup>{sign}{row.number}</sup>"
        inside = safe(checked.text[claim.start : claim.end])
        parts.append(f'<a class="{claim.verdict}" href="#s{row.number}">{inside}{mark}</a>')
        at = claim.end
    return "".join([*parts, safe(checked.text[at:])])


def _row(row: Row, tongue: str, language: str) -> str:
    claim = row.claim
    about = [say(language, f"kind.{claim.kind}"), say(language, f"by.{claim.decided_by}")]
    if claim.verdict != "opinion":
        about.insert(0, say(language, "chance", chance=f"{claim.score:.0%}"))
    parts = [
        f'<p class="verdict"><b>{SIGNS[claim.verdict]} {safe(say(language, claim.verdict))}</b>'
        f" <small>{safe(' · '.join(about))}</small></p>",
        f'<p class="said" lang="{safe(tongue)}">{safe(claim.text)}</p>',
        f'<p class="why" lang="{safe(tongue)}">{safe(claim.reason)}</p>' if claim.reason else "",
        "".join(f"<blockquote><p>{safe(q.text)}</p><footer>{safe(q.source)}</footer></blockquote>" for q in row.quoted),
        "" if row.quoted or claim.verdict == "opinion" else f'<p class="why">{safe(say(language, "no_span"))}</p>',
        "".join(f'<p class="witness">{safe(said)}</p>' for said in row.witnesses),
        f'<ul class="findings">{"".join(_finding(f, tongue, language) for f in row.findings)}</ul>'
        if row.findings
        else "",
        f'<p class="cleared">{safe(cleared_words(row.cleared, language))}</p>' if row.cleared else "",
    ]
    return f'<li id="s{row.number}" class="{claim.verdict}" value="{row.number}">{"".join(parts)}</li>'


def _finding(finding: Finding, tongue: str, language: str) -> str:
    fix = f" {safe(say(language, 'fix', fix=finding.fix))}" if finding.fix else ""
    exact = f' <q lang="{safe(tongue)}">{safe(finding.text)}</q>' if finding.text else ""
    severity = safe(say(language, finding.severity))
    return f'<li class="{finding.severity}"><b>{severity}</b>{exact} {safe(finding.message)}{fix}</li>'


def _source(evidence: Evidence, number: int, language: str) -> str:
    address = web_address(evidence.url)
    name = safe(source_name(evidence, number, language))
    told = f'<a href="{safe(address)}">{name}</a>' if address else name
    when = f" <small>{safe(date(evidence.published, language))}</small>" if evidence.published else ""
    return f"<li>{told}{when}</li>"
