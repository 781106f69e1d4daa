"""What a ranker would have got, from the log of another: off-policy estimates with their intervals."""

from broadsheet.recommend.offpolicy.estimate import Estimate, mean
from broadsheet.recommend.offpolicy.estimators import Logged, dr, ips, replay, snips, snips_gain
from broadsheet.recommend.offpolicy.rewards import Rewards, fitted

__all__ = ["Estimate", "Logged", "Rewards", "dr", "fitted", "ips", "mean", "replay", "snips", "snips_gain"]
