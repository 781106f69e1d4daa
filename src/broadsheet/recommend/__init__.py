"""What for whom, and why: a front page is computed when it is asked for, from state in memory."""

from broadsheet.recommend.engine import Engine
from broadsheet.recommend.recommender import Recommender

__all__ = ["Engine", "Recommender"]
