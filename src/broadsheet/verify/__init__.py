"""Is it so, is it fit to print? A text against its evidence."""

from broadsheet.verify.advertising import SECTORS, Sector, advertising
from broadsheet.verify.asking import Asking, ask
from broadsheet.verify.checking import CHECKS, Check, check
from broadsheet.verify.claim_matching import ClaimMatch, match_claims
from broadsheet.verify.tracing import Weighing, influence
from broadsheet.verify.translation.parity import parity
from broadsheet.verify.worth.worthiness import Surroundings, Worth, worth_told, worthiness

__all__ = [
    "CHECKS",
    "SECTORS",
    "Asking",
    "Check",
    "ClaimMatch",
    "Sector",
    "Surroundings",
    "Weighing",
    "Worth",
    "advertising",
    "ask",
    "check",
    "influence",
    "match_claims",
    "parity",
    "worth_told",
    "worthiness",
]
