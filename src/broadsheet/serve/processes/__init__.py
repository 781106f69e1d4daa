"""Serving by several processes of one machine: one has the desk, all make pages, one above them keeps them there."""
