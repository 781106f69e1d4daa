-- Tests of headlines; who saw which variant while one runs, by a number that says nothing elsewhere; the looks at it.
CREATE TABLE headline_tests (
    id ${id},
    article BIGINT NOT NULL,
    state TEXT NOT NULL,
    shown INTEGER NOT NULL,
    value TEXT NOT NULL,
    created BIGINT NOT NULL,
    ended BIGINT
);
CREATE UNIQUE INDEX headline_tests_running ON headline_tests (article) WHERE state = 'running';
CREATE INDEX headline_tests_article ON headline_tests (article);
CREATE INDEX headline_tests_shown ON headline_tests (shown) WHERE shown > 0;
CREATE TABLE headline_units (
    test BIGINT NOT NULL,
    unit BIGINT NOT NULL,
    variant INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    clicked INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    dwell DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (test, unit)
);
CREATE TABLE headline_looks (
    test BIGINT NOT NULL,
    at BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (test, at)
);
CREATE TABLE headline_progress (
    id INTEGER PRIMARY KEY,
    event BIGINT NOT NULL
);
