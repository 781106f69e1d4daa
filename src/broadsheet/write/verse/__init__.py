"""Verse to quote: a small library of public-domain lines, and centos made of them that keep a form."""
