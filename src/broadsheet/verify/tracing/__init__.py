"""Which source mattered for a sentence, with a language model or without one."""

from broadsheet.verify.tracing.tracing import Weighing, influence

__all__ = ["Weighing", "influence"]
