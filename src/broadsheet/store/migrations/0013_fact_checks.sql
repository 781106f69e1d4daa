-- Claims with what was found of them, the newsroom's own and those of others; and what editors made of the queue.
CREATE TABLE fact_checks (
    id ${id},
    identity TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    ruling TEXT NOT NULL,
    author TEXT NOT NULL,
    ours INTEGER NOT NULL,
    article BIGINT,
    value TEXT NOT NULL,
    published BIGINT,
    created BIGINT NOT NULL,
    model TEXT NOT NULL,
    vector ${blob}
);
CREATE INDEX fact_checks_article ON fact_checks (article);
CREATE TABLE queue_marks (
    identity TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
