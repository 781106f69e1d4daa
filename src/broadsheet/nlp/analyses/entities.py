"""Who, where, when and how much: the names, dates, amounts and quotations of a report."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.amounts import amounts
from broadsheet.nlp.dateline import opening
from broadsheet.nlp.dates import dates
from broadsheet.nlp.mention import Mention, without_overlaps
from broadsheet.nlp.quotations import attributed, quotations
from broadsheet.nlp.scripts import HAN

VERSION = 4
REQUIRES = ("language",)
# A page of 200 kB has as many mentions as anyone will read long before its end.
READ = 40_000


def analyse(article: Article) -> list[dict[str, Any]]:
    """Rows `{"text", "type", "start", "end", ...}` by place; `article.text[start:end] == text`.

    Types: person, organisation, place, date, amount, quotation, other (works, events). A date has `from` and `to` when
    they can be told, an amount `value` and `unit`, a quotation `speaker` when one is named beside it. Only quotations
    overlap other rows. Names are found in Chinese and English; in other languages dates, amounts and quotations.
    """
    text = article.text[:READ]
    begin = opening(text)
    named = [m for m in _names(text, str(article.annotations["language"])) if m.start >= begin]
    published = article.published.date() if article.published else None
    exact = [m for m in (*dates(text, published=published), *amounts(text)) if m.start >= begin]
    kept = without_overlaps([*_beside(exact, named), *named, *exact])
    speakers = [m for m in kept if m.type in ("person", "organisation")]
    quoted = attributed(text, without_overlaps(list(quotations(text))), speakers)
    rows = sorted([*kept, *quoted], key=lambda m: (m.start, -m.end))
    return [_row(text, mention) for mention in rows]


def _names(text: str, language: str) -> list[Mention]:
    from broadsheet.nlp import names_en, names_zh

    found: list[Mention] = []
    if language in ("en", ""):
        found += names_en.names(text)
    if language == "zh" or (language == "" and HAN.search(text)):
        found += names_zh.names(text)
    return found


def _beside(exact: list[Mention], named: list[Mention]) -> list[Mention]:
    """The dates and amounts that stand in no longer name: `9·11纪念馆` is a place."""
    return [m for m in exact if not any(n.start <= m.start and m.end <= n.end and n != m for n in named)]


def _row(text: str, mention: Mention) -> dict[str, Any]:
    return {
        "text": text[mention.start : mention.end],
        "type": mention.type,
        "start": mention.start,
        "end": mention.end,
        **mention.more,
    }
