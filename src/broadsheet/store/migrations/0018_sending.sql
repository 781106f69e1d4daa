-- What readers asked to be sent and what was sent to them, and the secret address of their own feed.
CREATE TABLE subscriptions (
    reader TEXT PRIMARY KEY,
    letter_key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);
CREATE TABLE notifications (
    id ${id},
    reader TEXT NOT NULL,
    article BIGINT NOT NULL,
    state TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL,
    UNIQUE (reader, article)
);
CREATE TABLE letters (
    reader TEXT NOT NULL,
    edition TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (reader, edition)
);
CREATE TABLE feed_keys (
    key TEXT PRIMARY KEY,
    reader TEXT NOT NULL UNIQUE
);
