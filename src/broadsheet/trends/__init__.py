"""What is happening: articles into stories; what rises, bursts, differs, is out of the ordinary. It keeps nothing."""

from broadsheet.trends.anomalies import Anomaly, Silence, anomalies, silences
from broadsheet.trends.automaton import Burstiness
from broadsheet.trends.bins import UNITS, Bins, cut
from broadsheet.trends.bursts import Burst, bursts
from broadsheet.trends.compare import Difference, compare
from broadsheet.trends.desk import stories
from broadsheet.trends.intervals import Estimate
from broadsheet.trends.ledger import Ledger, ledger
from broadsheet.trends.rising import Trend, all_bursts, rising
from broadsheet.trends.series import Coverage, Point, coverage, series
from broadsheet.trends.stream import Stream
from broadsheet.trends.view import View

__all__ = [
    "UNITS",
    "Anomaly",
    "Bins",
    "Burst",
    "Burstiness",
    "Coverage",
    "Difference",
    "Estimate",
    "Ledger",
    "Point",
    "Silence",
    "Stream",
    "Trend",
    "View",
    "all_bursts",
    "anomalies",
    "bursts",
    "compare",
    "coverage",
    "cut",
    "ledger",
    "rising",
    "series",
    "silences",
    "stories",
]
