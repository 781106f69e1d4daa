"""Embedders, one a file: `load() -> Embedder`."""
