"""The formats a graph is exported in: each file has `dumps(graph, site=...) -> str` and its `MEDIA` type."""
