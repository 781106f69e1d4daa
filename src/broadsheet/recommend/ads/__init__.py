"""Advertisements: which may stand on a page, which of them wins the slot, and what that costs. It knows no article."""

from broadsheet.recommend.ads.budgets import Budgets, day_of, quota_of
from broadsheet.recommend.ads.calibration import Bin, calibration_error, reliability
from broadsheet.recommend.ads.exchange import Exchange, Request, Terms
from broadsheet.recommend.ads.intervals import wilson
from broadsheet.recommend.ads.links import landing
from broadsheet.recommend.ads.offer import Offer
from broadsheet.recommend.ads.pacing import TAU, Floats, Plan, planned_share, traffic
from broadsheet.recommend.ads.probability import ClickModel, fit
from broadsheet.recommend.ads.safety import unsafe
from broadsheet.recommend.ads.sensitive import sensitive

__all__ = [
    "TAU",
    "Bin",
    "Budgets",
    "ClickModel",
    "Exchange",
    "Floats",
    "Offer",
    "Plan",
    "Request",
    "Terms",
    "calibration_error",
    "day_of",
    "fit",
    "landing",
    "planned_share",
    "quota_of",
    "reliability",
    "sensitive",
    "traffic",
    "unsafe",
    "wilson",
]
