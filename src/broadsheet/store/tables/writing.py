"""Drafts with their revisions, suggestions, and what was published."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String),
    Column("revision", Integer),
    Column("created", Instant),
)
draft_revisions = Table(
    "draft_revisions",
    metadata,
    Column("draft", BigInteger, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("saved", Instant),
    Column("value", String),
)
draft_autosaves = Table(
    "draft_autosaves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", BigInteger),
    Column("editor", String),
    Column("seat", String),
    Column("base", Integer),
    Column("text", String),
    Column("opened", Instant),
    Column("saved", Instant),
)
suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edit", String),
    Column("language", String),
    Column("draft", BigInteger),
    Column("model", String),
    Column("fate", String),
    Column("value", String),
    Column("created", Instant),
    Column("settled", Instant),
)
publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", BigInteger),
    Column("language", String),
    Column("published", Instant),
    Column("value", String),
    Column("created", Instant),
)
