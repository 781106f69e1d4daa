"""Figures of the audience page: each file counts one thing; adding a file is the whole registration.

A figure has `CHART` (a chart's name), `SECTION` (where it stands on the page) and `sheet(log) -> Sheet`, which says
what is missing where there is nothing to draw. None shows a group of fewer than five readers.
"""
