-- The editor's hand: each setting of the dials, and each pin and boost. Nothing is overwritten, so who did what is known.
CREATE TABLE dial_settings (
    id ${id},
    since BIGINT NOT NULL,
    until BIGINT,
    value TEXT NOT NULL
);
CREATE TABLE steers (
    id ${id},
    kind TEXT NOT NULL,
    article BIGINT,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    ended BIGINT,
    ended_by TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX steers_until ON steers (until);
