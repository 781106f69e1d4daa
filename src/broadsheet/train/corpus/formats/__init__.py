"""The formats a corpus is read from, one file each.

A format is `SUFFIXES`, the endings of file names it reads, and `documents(path, reading, name=...)`, which yields
documents and, in the place of one that can't be read, an error.
"""
