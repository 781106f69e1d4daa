-- Labels that people or a model gave to texts, for the analyses a newsroom trains itself. `key` is `article:ID` or the
-- hash of a text of its own; `giver` is `file`, `model` or a person's name; later labels take an earlier one's place.
CREATE TABLE labels (
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    article BIGINT,
    text TEXT NOT NULL,
    giver TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (name, key)
);
CREATE INDEX labels_given ON labels (name, given);
