"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.advertising import SECTORS, Sector, advertising
from broadsheet.verify.checking import CHECKS, Check, check
from broadsheet.verify.claim_matching import ClaimMatch, match_claims
from broadsheet.verify.parity import parity
from broadsheet.verify.worthiness import Surroundings, Worth, worthiness

__all__ = [
    "CHECKS",
    "SECTORS",
    "Check",
    "ClaimMatch",
    "Sector",
    "Surroundings",
    "Worth",
    "advertising",
    "check",
    "match_claims",
    "parity",
    "worthiness",
]
