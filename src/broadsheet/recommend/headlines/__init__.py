"""Headline tests: readers are shown variants, the better ones more often, and the test stops itself when decided."""

from broadsheet.recommend.headlines.assigning import MOST, Running, assigned
from broadsheet.recommend.headlines.counting import marks
from broadsheet.recommend.headlines.posterior import look
from broadsheet.recommend.headlines.shown import Titles
from broadsheet.recommend.headlines.stopping import is_due, verdict

__all__ = ["MOST", "Running", "Titles", "assigned", "is_due", "look", "marks", "verdict"]
