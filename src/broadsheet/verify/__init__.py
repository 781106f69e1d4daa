"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.check import CHECKS, Check, check

__all__ = ["CHECKS", "Check", "check", "checks"]


def checks() -> list[str]:
    """The names of the checks there are."""
    return CHECKS.names()
