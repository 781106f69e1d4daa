"""What the desk keeps: labels, watches, checks of facts, and what models cost."""

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, String, Table

from broadsheet.store.instant import Instant
from broadsheet.store.tables.schema import metadata

labels = Table(
    "labels",
    metadata,
    Column("name", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("label", String),
    Column("article", BigInteger),
    Column("text", String),
    Column("giver", String),
    Column("given", Instant),
)
answers = Table(
    "answers",
    metadata,
    Column("key", String, primary_key=True),
    Column("request", String),
    Column("status", Integer),
    Column("media", String),
    Column("body", LargeBinary),
    Column("created", Instant),
)
watches = Table(
    "watches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String),
    Column("name", String),
    Column("value", String),
    Column("state", String),
    Column("created", Instant),
)
alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("watch", BigInteger),
    Column("key", String),
    Column("value", String),
    Column("created", Instant),
    Column("seen", Instant),
)
usage = Table(
    "usage",
    metadata,
    Column("job", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("task", String),
    Column("what", String),
    Column("at", Instant),
    Column("answers", Integer),
    Column("prompt_tokens", Integer),
    Column("completion_tokens", Integer),
    Column("seconds", Float),
    Column("cpu_seconds", Float),
    Column("joules", Float),
    Column("method", String),
    Column("money", Float),
)
fact_checks = Table(
    "fact_checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", String),
    Column("url", String),
    Column("language", String),
    Column("ruling", String),
    Column("author", String),
    Column("ours", Integer),
    Column("article", BigInteger),
    Column("value", String),
    Column("published", Instant),
    Column("created", Instant),
    Column("model", String),
    Column("vector", LargeBinary),
)
queue_marks = Table(
    "queue_marks",
    metadata,
    Column("identity", String, primary_key=True),
    Column("state", String),
    Column("value", String),
    Column("created", Instant),
)
checks = Table(
    "checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String),
    Column("language", String),
    Column("standing", String),
    Column("draft", BigInteger),
    Column("line", String),
    Column("value", String),
    Column("created", Instant),
)
