-- Everything the first newsroom keeps. ${id} is an identity column, ${blob} a byte string; instants are microseconds since 1970 UTC.
CREATE TABLE articles (
    id ${id},
    url TEXT,
    content_hash TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    outlet TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    published BIGINT,
    created BIGINT NOT NULL,
    ordered BIGINT NOT NULL
);
CREATE UNIQUE INDEX articles_url ON articles (url);
CREATE INDEX articles_ordered ON articles (ordered, id);
CREATE TABLE duplicates (
    url TEXT PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    outlet TEXT NOT NULL DEFAULT ''
);
CREATE INDEX duplicates_article ON duplicates (article);
CREATE TABLE digests (
    article BIGINT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    digest ${blob} NOT NULL
);
CREATE TABLE bands (
    band BIGINT NOT NULL,
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
);
CREATE INDEX bands_article ON bands (article);
CREATE TABLE annotations (
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    analysis TEXT NOT NULL,
    version INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (article, analysis)
);
CREATE INDEX annotations_done ON annotations (analysis, version, article);
CREATE TABLE vectors (
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vector ${blob} NOT NULL,
    PRIMARY KEY (article, model)
);
CREATE TABLE sources (
    id ${id},
    url TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    state TEXT NOT NULL,
    next_poll BIGINT,
    created BIGINT NOT NULL
);
CREATE TABLE stories (
    id ${id},
    value TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX stories_score ON stories (score);
CREATE TABLE story_articles (
    article BIGINT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story BIGINT NOT NULL REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX story_articles_story ON story_articles (story);
CREATE TABLE drafts (
    id ${id},
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE draft_revisions (
    draft BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    saved BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (draft, revision)
);
CREATE TABLE publications (
    id ${id},
    draft BIGINT NOT NULL UNIQUE REFERENCES drafts (id),
    language TEXT NOT NULL,
    published BIGINT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE readers (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE events (
    id ${id},
    key TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    action TEXT NOT NULL,
    article BIGINT,
    topic TEXT NOT NULL DEFAULT '',
    value DOUBLE PRECISION NOT NULL DEFAULT 1,
    at BIGINT NOT NULL
);
CREATE INDEX events_reader ON events (reader, id);
