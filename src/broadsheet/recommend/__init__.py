"""What for whom, and why: a front page is computed when it is asked for, from state in memory."""

from broadsheet.recommend.engine import Engine
from broadsheet.recommend.item_feed import ItemFeed
from broadsheet.recommend.serving.recommender import Recommender
from broadsheet.recommend.serving.taking import take

__all__ = ["Engine", "ItemFeed", "Recommender", "take"]
