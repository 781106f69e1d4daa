"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.checking import CHECKS, Check, check

__all__ = ["CHECKS", "Check", "check"]
