"""Advertisers, their campaigns and creatives, and the books of what was served."""

from sqlalchemy import BigInteger, Column, Float, Integer, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

advertisers = Table(
    "advertisers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", String),
    Column("created", Instant),
)
ad_campaigns = Table(
    "ad_campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("advertiser", BigInteger),
    Column("state", String),
    Column("budget", BigInteger),
    Column("daily", BigInteger),
    Column("value", String),
    Column("created", Instant),
)
ad_creatives = Table(
    "ad_creatives",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign", BigInteger),
    Column("state", String),
    Column("value", String),
    Column("created", Instant),
)
ad_budgets = Table(
    "ad_budgets",
    metadata,
    Column("campaign", BigInteger, primary_key=True),
    Column("day", String, primary_key=True),
    Column("spent", BigInteger),
    Column("held", BigInteger),
)
ad_served = Table(
    "ad_served",
    metadata,
    Column("key", String, primary_key=True),
    Column("campaign", BigInteger),
    Column("creative", BigInteger),
    Column("advertiser", BigInteger),
    Column("page", String),
    Column("position", Integer),
    Column("surface", String),
    Column("language", String),
    Column("topic", String),
    Column("matched", String),
    Column("hour", Integer),
    Column("at", Instant),
    Column("day", String),
    Column("pricing", String),
    Column("price", BigInteger),
    Column("held", BigInteger),
    Column("chance", Float),
    Column("state", String),
    Column("charged", BigInteger),
    Column("impression", Integer),
    Column("viewable", Integer),
    Column("click", Integer),
    Column("hide", Integer),
)
ad_viewers = Table(
    "ad_viewers",
    metadata,
    Column("slot", String, primary_key=True),
    Column("reader", String),
    Column("campaign", BigInteger),
    Column("day", String),
    Column("at", Instant),
)
ad_events = Table(
    "ad_events",
    metadata,
    Column("key", String, primary_key=True),
    Column("slot", String),
    Column("campaign", BigInteger),
    Column("action", String),
    Column("verdict", String),
    Column("at", Instant),
)
ad_fill = Table(
    "ad_fill",
    metadata,
    Column("day", String, primary_key=True),
    Column("asked", BigInteger),
    Column("filled", BigInteger),
)
ad_choices = Table("ad_choices", metadata, Column("reader", String, primary_key=True), Column("value", String))
