"""Stories, what they hold, and what editors ruled about them."""

from sqlalchemy import BigInteger, Column, Float, Integer, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", String),
    Column("score", Float),
    Column("created", Instant),
)
story_articles = Table(
    "story_articles",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("story", BigInteger),
)
story_rulings = Table(
    "story_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", String),
    Column("made", Instant),
)
story_looks = Table(
    "story_looks",
    metadata,
    Column("reader", String, primary_key=True),
    Column("article", BigInteger, primary_key=True),
    Column("at", Instant),
)
story_attachments = Table(
    "story_attachments",
    metadata,
    Column("article", BigInteger, primary_key=True),
    Column("chance", Float),
    Column("at", Instant),
)
