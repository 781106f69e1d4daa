"""Smaller models out of larger ones: a vocabulary cut to what a corpus uses, and pupils to be taught by a teacher."""

from broadsheet.train.shrinking.pruning import Pruned, prune
from broadsheet.train.shrinking.pupils import pupil

__all__ = ["Pruned", "prune", "pupil"]
