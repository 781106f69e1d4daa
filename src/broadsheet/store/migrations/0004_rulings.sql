-- What an editor ruled of stories, which reports a reader has seen, and what was attached since stories were last joined.
CREATE TABLE story_rulings (
    id ${id},
    value TEXT NOT NULL,
    made BIGINT NOT NULL
);
CREATE TABLE story_looks (
    reader TEXT NOT NULL,
    article BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (reader, article)
);
CREATE TABLE story_attachments (
    article BIGINT PRIMARY KEY,
    chance REAL NOT NULL,
    at BIGINT NOT NULL
);
