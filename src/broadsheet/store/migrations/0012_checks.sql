-- Checks that were kept: a text with its evidence and the report on it, and the line a list shows of each.
CREATE TABLE checks (
    id ${id},
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    standing TEXT NOT NULL,
    draft BIGINT,
    line TEXT NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX checks_draft ON checks (draft, id);
