"""The editors' hand on front pages: dials, pins and boosts, and tests of headlines."""

from sqlalchemy import BigInteger, Column, Float, Integer, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

dial_settings = Table(
    "dial_settings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", Instant),
    Column("until", Instant),
    Column("value", String),
)
steers = Table(
    "steers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String),
    Column("article", BigInteger),
    Column("since", Instant),
    Column("until", Instant),
    Column("ended", Instant),
    Column("ended_by", String),
    Column("value", String),
)
headline_tests = Table(
    "headline_tests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", BigInteger),
    Column("state", String),
    Column("shown", Integer),
    Column("value", String),
    Column("created", Instant),
    Column("ended", Instant),
)
headline_units = Table(
    "headline_units",
    metadata,
    Column("test", BigInteger, primary_key=True),
    Column("unit", BigInteger, primary_key=True),
    Column("variant", Integer),
    Column("seen", Integer),
    Column("clicked", Integer),
    Column("finished", Integer),
    Column("dwell", Float),
)
headline_looks = Table(
    "headline_looks",
    metadata,
    Column("test", BigInteger, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("value", String),
)
headline_progress = Table(
    "headline_progress",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", BigInteger),
)
