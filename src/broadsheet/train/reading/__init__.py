"""Texts read by the lab's own models: a class, tags, words for gaps, and what each token looks at."""
