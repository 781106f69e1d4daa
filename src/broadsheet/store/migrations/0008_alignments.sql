-- Names joined across languages a few reports at a time: which reports were looked at, and how names sound.
ALTER TABLE linked ADD COLUMN aligned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX linked_aligned ON linked (aligned, article);
CREATE TABLE entity_sounds (
    entity BIGINT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    sound TEXT NOT NULL,
    PRIMARY KEY (entity, sound)
);
CREATE INDEX entity_sounds_sound ON entity_sounds (sound, entity);
