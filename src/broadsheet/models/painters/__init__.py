"""Models that make pictures: a module here is one, by its name; each has `load(what, *, settings)`."""
