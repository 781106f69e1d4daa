"""Sentences in outside text that speak to a machine instead of a reader: here they are never planned or quoted."""

from broadsheet.models.fencing import as_data, is_instruction

__all__ = ["as_data", "is_instruction"]
