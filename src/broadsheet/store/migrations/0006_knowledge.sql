-- Who and what: entities and their spellings, which article names them where, what sentences say of them.
CREATE TABLE entities (
    id ${id},
    key TEXT NOT NULL,
    family TEXT NOT NULL,
    sense INTEGER NOT NULL DEFAULT 0,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    head BIGINT REFERENCES entities (id),
    articles INTEGER NOT NULL DEFAULT 0,
    weight INTEGER NOT NULL DEFAULT 0,
    decided INTEGER NOT NULL DEFAULT 0,
    why TEXT NOT NULL DEFAULT '{}',
    created BIGINT NOT NULL
);
CREATE UNIQUE INDEX entities_key ON entities (key, family, sense);
CREATE INDEX entities_head ON entities (head);
CREATE INDEX entities_weight ON entities (weight, id);
CREATE TABLE entity_names (
    entity BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entity, name)
);
CREATE INDEX entity_names_folded ON entity_names (folded, entity);
CREATE TABLE entity_mentions (
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (article, entity)
);
CREATE INDEX entity_mentions_entity ON entity_mentions (entity, at);
CREATE TABLE statements (
    id ${id},
    article BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    object BIGINT REFERENCES entities (id) ON DELETE CASCADE,
    value TEXT NOT NULL DEFAULT '',
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    at BIGINT NOT NULL,
    hedged INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_subject ON statements (subject, at);
CREATE INDEX statements_object ON statements (object, at);
CREATE TABLE entities_apart (
    one BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    other BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other)
);
CREATE TABLE linked (
    article BIGINT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
);
CREATE INDEX linked_version ON linked (version, article);
