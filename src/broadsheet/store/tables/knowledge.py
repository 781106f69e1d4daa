"""Who and what the archive is about, and in which sentences."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

entities = Table(
    "entities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String),
    Column("family", String),
    Column("sense", Integer),
    Column("type", String),
    Column("name", String),
    Column("language", String),
    Column("head", BigInteger),
    Column("articles", Integer),
    Column("weight", Integer),
    Column("decided", Integer),
    Column("why", String),
    Column("created", Instant),
)
entity_names = Table(
    "entity_names",
    metadata,
    Column("entity", BigInteger, primary_key=True),
    Column("name", String, primary_key=True),
    Column("folded", String),
    Column("times", Integer),
)
entity_mentions = Table(
    "entity_mentions",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("entity", BigInteger, primary_key=True),
    Column("at", Instant),
    Column("spans", String),
)
statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", BigInteger),
    Column("kind", String),
    Column("subject", BigInteger),
    Column("object", BigInteger),
    Column("value", String),
    Column("start_at", Integer),
    Column("end_at", Integer),
    Column("at", Instant),
    Column("hedged", Integer),
)
entities_apart = Table(
    "entities_apart",
    metadata,
    Column("one", BigInteger, primary_key=True),
    Column("other", BigInteger, primary_key=True),
)
linked = Table(
    "linked",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("version", Integer),
    Column("aligned", Integer),
)
entity_sounds = Table(
    "entity_sounds",
    metadata,
    Column("entity", BigInteger, primary_key=True),
    Column("sound", String, primary_key=True),
)
