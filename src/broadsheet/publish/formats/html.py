"""One piece as a page that stands alone: no script runs, nothing is fetched, light and dark, Chinese and English."""

from string import Template

from broadsheet.core import Publication, Stored
from broadsheet.publish.escaping import safe
from broadsheet.publish.markup import body_html, corrections_html, label_html, sources_html, tombstone_html
from broadsheet.publish.provenance import provenance
from broadsheet.publish.schema_org import json_ld
from broadsheet.publish.stylesheet import STYLESHEET
from broadsheet.publish.wording import date, label, words

MEDIA_TYPE = "text/html; charset=utf-8"

# Images are this newsroom's own, or in the page; a page that was taken away shows what they say instead.
_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<meta name="description" content="$label">
$meta
<script type="application/ld+json">$json_ld</script>
<style>$style</style>
</head>
<body>
<article>
<header>
$label_html
<h1>$title</h1>
<p class="dates">$byline<time datetime="$published_iso">$published</time>$updated</p>
</header>
$main
</article>
</body>
</html>
""")


def render(stored: Stored[Publication]) -> bytes:
    """The page, in UTF-8; a withdrawn piece is a tombstone under its title."""
    piece = stored.value
    say = words(piece.language)
    record = provenance(piece)
    page = _PAGE.substitute(
        policy=_POLICY,
        language=safe(piece.language or "und"),
        title=safe(piece.title),
        label=safe(label(record)),
        meta=_meta(piece),
        json_ld=json_ld(piece),
        style=STYLESHEET,
        label_html=label_html(piece),
        byline=f'<span class="byline">{safe(piece.byline)}</span> · ' if piece.byline else "",
        published_iso=piece.published.isoformat(),
        published=f"{say.published} {date(piece.published, piece.language)}",
        updated=_updated(piece),
        main=_main(piece),
    )
    return page.encode("utf-8")


def _meta(piece: Publication) -> str:
    record = provenance(piece)
    rows = [("iptc:digitalSourceType", record.source_type_uri), ("date", piece.published.isoformat())]
    if record.aigc:
        rows.insert(0, ("AIGC", record.aigc))
    if piece.withdrawn:
        rows.append(("robots", "noindex"))
    return "\n".join(f'<meta name="{name}" content="{safe(value)}">' for name, value in rows)


def _updated(piece: Publication) -> str:
    if piece.updated <= piece.published:
        return ""
    when = date(piece.updated, piece.language)
    return f' · <time datetime="{piece.updated.isoformat()}">{words(piece.language).updated} {when}</time>'


def _main(piece: Publication) -> str:
    if piece.withdrawn:
        return f"{tombstone_html(piece)}\n{corrections_html(piece)}"
    body = f'<div class="body">\n{body_html(piece)}\n</div>'
    return "\n".join(part for part in (corrections_html(piece), body, sources_html(piece)) if part)
