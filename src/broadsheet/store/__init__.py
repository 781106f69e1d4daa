"""Keeping the nouns: SQLite embedded, PostgreSQL at scale. The only room that speaks SQL."""

from broadsheet.store.answers import Answer
from broadsheet.store.articles import content_hash
from broadsheet.store.digest import digest
from broadsheet.store.mentions import Linked
from broadsheet.store.newsroom import Store, open
from broadsheet.store.readings import KINDS, Reading, Readings, Window
from broadsheet.store.scrub import traces
from broadsheet.store.sources import SourceState
from broadsheet.store.steering import KeptSteer
from broadsheet.store.stories import continued
from broadsheet.store.tombstones import bury, forget_again

__all__ = [
    "KINDS",
    "Answer",
    "KeptSteer",
    "Linked",
    "Reading",
    "Readings",
    "SourceState",
    "Store",
    "Window",
    "bury",
    "content_hash",
    "continued",
    "digest",
    "forget_again",
    "open",
    "traces",
]
