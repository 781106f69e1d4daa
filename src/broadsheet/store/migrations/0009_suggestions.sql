-- Suggestions of the writing assistant with their fates: what was offered, and what a person made of it.
CREATE TABLE suggestions (
    id ${id},
    edit TEXT NOT NULL,
    language TEXT NOT NULL,
    draft BIGINT,
    model TEXT NOT NULL,
    fate TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL,
    settled BIGINT
);
CREATE INDEX suggestions_fate ON suggestions (fate, id);
