"""UHGEval (ACL 2024) JSON lines: Xinhua stories cut in two for a benchmark; the real halves are joined again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.core import Article, ParseError
from broadsheet.ingest import clean, dates
from broadsheet.ingest.item import Item, filled
from broadsheet.ingest.jsonlines import rows

_FIELDS = (b'"newsBeginning"', b'"newsRemainder"')


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:  # noqa: ARG001 (every source has this shape)
    """By the two field names no other format has."""
    head = payload[:65_536]
    return 1.0 if all(field in head for field in _FIELDS) else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Item]:
    """The true stories. What a model made up (`hallucinatedContinuation`) is left out."""
    return rows(filled(payload, what="file"), url=url, content_type=content_type, read=_article)


def _article(row: Mapping[str, Any]) -> Article:
    try:
        story = str(row["newsBeginning"]) + str(row["newsRemainder"])
        headline = str(row["headLine"])
    except KeyError as error:
        raise ParseError(f"the field {error} is missing", found=json.dumps(list(row))) from error
    return Article(
        title=clean.line(headline),
        text=clean.one_a_line(story),
        outlet="新华社",
        language="zh",
        published=dates.parse(str(row.get("broadcastDate", "")), zone=dates.BEIJING),
    )
