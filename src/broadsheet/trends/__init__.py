"""What is happening: articles into stories, and the words that are rising. It keeps nothing and fetches nothing."""

from broadsheet.trends.desk import stories
from broadsheet.trends.rising import Trend, rising

__all__ = ["Trend", "rising", "stories"]
