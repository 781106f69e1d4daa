"""What all readers do, fading with time: opens, exposures, and what is opened together."""

from broadsheet.recommend.crowd.crowd import HALF_LIFE_HOURS, KEPT_HOURS, Crowd, Look

__all__ = ["HALF_LIFE_HOURS", "KEPT_HOURS", "Crowd", "Look"]
