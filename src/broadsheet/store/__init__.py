"""Keeping the nouns: SQLite embedded, PostgreSQL at scale. The only room that speaks SQL."""

from broadsheet.store.answers import Answer
from broadsheet.store.articles import content_hash
from broadsheet.store.newsroom import Store, open
from broadsheet.store.sources import SourceState

__all__ = ["Answer", "SourceState", "Store", "content_hash", "open"]
