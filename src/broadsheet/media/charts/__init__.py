"""The charts: each file draws one from the columns of a sheet; adding a file is the whole registration.

A chart has `COLUMNS` (what it must find) and `draw(sheet, look) -> (elements, height)`, in units from the top left.
"""
