"""Readers, what they did, the pages they were served and what is sent to them."""

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

readers = Table(
    "readers",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String),
    Column("created", Instant),
)
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("part", Integer),
    Column("key", String),
    Column("reader", String),
    Column("action", String),
    Column("article", BigInteger),
    Column("topic", String),
    Column("value", Float),
    Column("at", Instant),
    Column("page", String),
    Column("position", Integer),
)
event_parts = Table(
    "event_parts",
    metadata,
    Column("part", Integer, primary_key=True),
    Column("events", Integer),
    Column("keys", LargeBinary),
)
served = Table(
    "served",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String),
    Column("reader", String),
    Column("at", Instant),
    Column("version", String),
    Column("surface", String),
    Column("language", String),
    Column("personalised", Integer),
    Column("value", LargeBinary),
)
erased = Table(
    "erased",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary),
    Column("at", Instant),
)
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("reader", String, primary_key=True),
    Column("letter_key", String),
    Column("value", String),
)
notifications = Table(
    "notifications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader", String),
    Column("article", BigInteger),
    Column("state", String),
    Column("value", String),
    Column("created", Instant),
)
letters = Table(
    "letters",
    metadata,
    Column("reader", String, primary_key=True),
    Column("edition", String, primary_key=True),
    Column("value", String),
    Column("created", Instant),
)
feed_keys = Table(
    "feed_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("reader", String),
)
