"""Rules that a text keeps because a person asked for it, one file each: what a model is told, and what breaks it."""
