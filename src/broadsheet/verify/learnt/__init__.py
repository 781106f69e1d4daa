"""What a small model, fitted to true sentences and to faults put into them, makes of a sentence and its evidence."""

from broadsheet.verify.learnt.estimate import Estimate, estimate

__all__ = ["Estimate", "estimate"]
