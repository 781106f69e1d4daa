"""The values a text states, found and compared: amounts, scores, dates, times of day, quotations."""

from broadsheet.verify.values.clocks import find_clock_times, find_scores, same_time
from broadsheet.verify.values.codes import find_codes
from broadsheet.verify.values.comparison import compare
from broadsheet.verify.values.dates import agreement, find_dates
from broadsheet.verify.values.quantities import find_quantities
from broadsheet.verify.values.quotations import find_quotations
from broadsheet.verify.values.shapes import (
    ClockTime,
    Code,
    DateInterval,
    Name,
    Place,
    Placed,
    Quantity,
    Quotation,
    Score,
)
from broadsheet.verify.values.units import compatible

__all__ = [
    "ClockTime",
    "Code",
    "DateInterval",
    "Name",
    "Place",
    "Placed",
    "Quantity",
    "Quotation",
    "Score",
    "agreement",
    "compare",
    "compatible",
    "find_clock_times",
    "find_codes",
    "find_dates",
    "find_quantities",
    "find_quotations",
    "find_scores",
    "same_time",
]
