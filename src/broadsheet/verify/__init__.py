"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.check import CHECKS, Check, check
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record

__all__ = ["CHECKS", "Check", "Reading", "Record", "check", "checks"]


def checks() -> list[str]:
    """The names of the checks there are."""
    return CHECKS.names()
