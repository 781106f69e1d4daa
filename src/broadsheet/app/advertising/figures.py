"""The charts of advertisements by name."""

from collections.abc import Mapping

from broadsheet.app.advertising.reports import AdReports
from broadsheet.media import Sheet

# The chart that draws each.
CHARTS: Mapping[str, str] = {
    "pacing": "time_line",
    "daily": "time_line",
    "topics": "bars",
    "places": "bars",
    "calibration": "bars",
}


def figure(reports: AdReports, name: str, *, campaign: int, language: str) -> Sheet:
    """The numbers of figure `name` of a campaign, or (0) of all; `pacing` needs one. Raises `NotFoundError`."""
    if name == "pacing":
        return reports.pacing(campaign, language=language)
    if name == "daily":
        return reports.daily(campaign, language=language)
    if name == "calibration":
        return reports.calibration(language=language)
    return reports.rates(campaign, by="topic" if name == "topics" else "surface", language=language)
