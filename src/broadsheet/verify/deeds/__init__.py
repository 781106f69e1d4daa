"""Who did what to whom, read off a sentence by word order, passive marks and prepositions, in Chinese and English."""

from broadsheet.verify.deeds.comparing import Reversal, confirmed, reversals
from broadsheet.verify.deeds.predicates import is_symmetric
from broadsheet.verify.deeds.shapes import Deed, Party

__all__ = ["Deed", "Party", "Reversal", "confirmed", "is_symmetric", "reversals"]
