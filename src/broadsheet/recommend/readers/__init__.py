"""Readers in memory: what each did, and the profile a page is made for."""

from broadsheet.recommend.readers.readers import Past, Readers

__all__ = ["Past", "Readers"]
