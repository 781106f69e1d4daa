"""A sheet as comma-separated values (RFC 4180): UTF-8, times in ISO 8601, numbers as they were drawn."""

import csv
import io
from datetime import datetime

from broadsheet.media.sheet import Cell, Sheet

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_of(sheet: Sheet) -> str:
    """The sheet's columns and rows; a text that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_said(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, float):
        return format(cell, ".6g")
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text
