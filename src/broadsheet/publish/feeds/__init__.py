"""Formats for a list of published pieces, one file each."""
