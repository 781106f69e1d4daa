"""The kinds of source that can be read, one module each; its file name is the kind's name."""
