"""Formats for one published piece, one file each."""
