"""Dates and periods that a report names, as days from and to, resolved against the day it was published."""

from collections.abc import Iterator
from datetime import date

from broadsheet.nlp import dates_en, dates_spans_en, dates_spans_zh, dates_zh
from broadsheet.nlp.mention import Mention


def dates(text: str, *, published: date | None) -> Iterator[Mention]:
    """The dates of `text` by the rules of both languages; of two that overlap the surer one comes first.

    `more` holds `from` and `to` (ISO 8601 days, both included) when they can be told: without `published` only for a
    date that names its year. A date without a year, or a weekday, is the one nearest to publication.
    """
    for pattern, resolve in (*dates_spans_zh.RULES, *dates_zh.RULES, *dates_spans_en.RULES, *dates_en.RULES):
        for match in pattern.finditer(text):
            try:
                found = resolve(match, published)
            # 31 April, or a year before the calendar: it stays a date that can't be told.
            except (ValueError, OverflowError):
                found = None
            more = {"from": found[0].isoformat(), "to": found[1].isoformat()} if found else {}
            yield Mention(match.start(), match.end(), "date", more)
