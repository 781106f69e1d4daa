-- What somebody wants to hear of, how far each has looked (state), and what it found; of one thing it never tells twice.
CREATE TABLE watches (
    id ${id},
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    state TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE alerts (
    id ${id},
    watch BIGINT NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT,
    UNIQUE (watch, key)
);
CREATE INDEX alerts_seen ON alerts (seen);
