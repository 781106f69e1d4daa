-- Items that a site put in under its own ids, and those it has taken off every page.
CREATE TABLE items (
    id TEXT PRIMARY KEY,
    article BIGINT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    withdrawn BIGINT
);
CREATE INDEX items_withdrawn ON items (withdrawn) WHERE withdrawn IS NOT NULL;
