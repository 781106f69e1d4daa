-- What asking models cost: a row a job and model, added to with each answer. An empty `method` is joules nobody knows.
CREATE TABLE usage (
    job TEXT NOT NULL,
    model TEXT NOT NULL,
    task TEXT NOT NULL,
    what TEXT NOT NULL,
    at BIGINT NOT NULL,
    answers INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    cpu_seconds DOUBLE PRECISION NOT NULL,
    joules DOUBLE PRECISION NOT NULL,
    method TEXT NOT NULL,
    money DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (job, model)
);
CREATE INDEX usage_at ON usage (at);
