"""What runs behind the doors: long work seen as it goes, drafts being written, and the clock."""

from broadsheet.serve.jobs.clock import Clock
from broadsheet.serve.jobs.work import Work, Works, collect
from broadsheet.serve.jobs.writing import Writing, Writings

__all__ = ["Clock", "Work", "Works", "Writing", "Writings", "collect"]
