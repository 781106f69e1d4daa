"""Articles, what was read off them, where they come from, and what changed."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String),
    Column("content_hash", String),
    Column("title", String),
    Column("text", String),
    Column("outlet", String),
    Column("author", String),
    Column("language", String),
    Column("section", String),
    Column("summary", String),
    Column("tags", String),
    Column("published", Instant),
    Column("created", Instant),
    Column("ordered", Instant),
    Column("zone", Integer),
)
duplicates = Table(
    "duplicates",
    metadata,
    Column("url", String, primary_key=True),
    Column("article", BigInteger),
    Column("outlet", String),
)
digests = Table("digests", metadata, Column("article", BigInteger, primary_key=True), Column("digest", LargeBinary))
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article", BigInteger, primary_key=True),
)
annotations = Table(
    "annotations",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("analysis", String, primary_key=True),
    Column("version", Integer),
    Column("value", String),
)
vectors = Table(
    "vectors",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary),
)
sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String),
    Column("value", String),
    Column("state", String),
    Column("next_poll", Instant),
    Column("created", Instant),
)
items = Table(
    "items",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", BigInteger),
    Column("withdrawn", Instant),
)
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", BigInteger),
)
