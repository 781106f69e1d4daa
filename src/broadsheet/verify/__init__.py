"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.advertising import SECTORS, Sector, advertising
from broadsheet.verify.checking import CHECKS, Check, check
from broadsheet.verify.parity import parity

__all__ = ["CHECKS", "SECTORS", "Check", "Sector", "advertising", "check", "parity"]
