"""A published piece as a schema.org NewsArticle, for search engines and other machines."""

import json
from typing import Any

from broadsheet.core import Publication, manuscript
from broadsheet.publish.citations import cited
from broadsheet.publish.escaping import printable, web_address
from broadsheet.publish.provenance import provenance
from broadsheet.publish.wording import corrections, label


def news_article(piece: Publication) -> dict[str, Any]:
    """The JSON-LD object; empty values are left out. A withdrawn piece says so and carries no text."""
    record = provenance(piece)
    value: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": record.identifier,
        "headline": piece.title,
        "inLanguage": piece.language,
        "datePublished": piece.published.isoformat(),
        "dateModified": piece.updated.isoformat(),
        "creativeWorkStatus": "Withdrawn" if piece.withdrawn else "Published",
        "digitalSourceType": record.schema_org,
        "creditText": label(record),
        "publisher": {"@type": "Organization", "name": record.producer},
        "editor": {"@type": "Person", "name": piece.reviewed_by} if piece.reviewed_by else None,
        "articleBody": "" if piece.withdrawn else manuscript.plain(piece.text),
        "isBasedOn": [url for url in (web_address(e.url) for e in cited(piece)) if url],
        "correction": [{"@type": "CorrectionComment", "text": c} for c in corrections(piece)],
    }
    return {key: item for key, item in value.items() if item}


def json_ld(piece: Publication) -> str:
    """`news_article` as JSON that can stand inside a script element."""
    return inert_json(news_article(piece))


def inert_json(value: object) -> str:
    """`value` as JSON on one line that holds no mark-up: no `<`, `>`, `&` or line separator is left unescaped."""
    text = printable(json.dumps(value, ensure_ascii=False))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
