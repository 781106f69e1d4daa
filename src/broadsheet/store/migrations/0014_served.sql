-- Acts in parts of 131,072, so that an index is only ever written to at its small end; where on which page an act
-- happened; pages as they were served; and that a reader was erased, told by a digest alone.
CREATE TABLE acts (
    id ${id},
    part INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL,
    reader TEXT NOT NULL,
    action TEXT NOT NULL,
    article BIGINT,
    topic TEXT NOT NULL DEFAULT '',
    value DOUBLE PRECISION NOT NULL DEFAULT 1,
    at BIGINT NOT NULL,
    page TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
);
INSERT INTO acts (id, part, key, reader, action, article, topic, value, at)
    SELECT id, id / 131072, key, reader, action, article, topic, value, at FROM events ORDER BY id;
DROP TABLE events;
ALTER TABLE acts RENAME TO events;
CREATE UNIQUE INDEX events_key ON events (part, key);
CREATE INDEX events_reader ON events (part, reader);
CREATE TABLE event_parts (
    part INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    keys ${blob}
);
INSERT INTO event_parts (part, events) SELECT part, COUNT(*) FROM events GROUP BY part;
CREATE TABLE served (
    id ${id},
    key TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    version TEXT NOT NULL,
    surface TEXT NOT NULL,
    language TEXT NOT NULL,
    personalised INTEGER NOT NULL,
    value ${blob} NOT NULL
);
CREATE INDEX served_reader ON served (reader, at) WHERE reader <> '';
CREATE INDEX served_at ON served (at);
CREATE TABLE erased (
    id ${id},
    digest ${blob} NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (digest, at)
);
