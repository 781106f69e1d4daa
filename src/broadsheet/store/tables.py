"""The tables as queries see them; the migrations make them, and a test holds the two together."""

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, String, Table

from broadsheet.store.instant import Instant

metadata = MetaData()
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
items = Table(
    "items",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", BigInteger),
    Column("withdrawn", Instant),
)
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
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", BigInteger),
)
