-- Answers given under an Idempotency-Key, so that a request sent twice has one effect; created as in step 1.
CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    media TEXT NOT NULL,
    body ${blob} NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX answers_created ON answers (created);
