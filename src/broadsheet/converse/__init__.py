"""Answering readers and editors, with citations."""
