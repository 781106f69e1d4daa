"""Who and what the archive is about: entities, relations, timelines."""
