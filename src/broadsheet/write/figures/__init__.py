"""Figures in and out: amounts read exactly from what people type, kept as decimals, printed as papers print them."""

from broadsheet.write.figures.account import Account, Derived
from broadsheet.write.figures.amounts import Amount, read_amount, read_whole
from broadsheet.write.figures.printing import about, points_apart, print_amount, print_share, share_of, smooth

__all__ = [
    "Account",
    "Amount",
    "Derived",
    "about",
    "points_apart",
    "print_amount",
    "print_share",
    "read_amount",
    "read_whole",
    "share_of",
    "smooth",
]
