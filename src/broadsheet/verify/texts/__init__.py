"""Texts that are no plain prose of one script: their form, their tables, what is noted about them, their surface."""
