-- What an editor typed and has not saved by name: its latest state, and the states before it, one a minute.
CREATE TABLE draft_autosaves (
    id ${id},
    draft BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    editor TEXT NOT NULL,
    seat TEXT NOT NULL,
    base INTEGER NOT NULL,
    text TEXT NOT NULL,
    opened BIGINT NOT NULL,
    saved BIGINT NOT NULL
);
CREATE INDEX draft_autosaves_draft ON draft_autosaves (draft, editor, seat);
