"""What is happening: articles into stories; what rises, bursts, differs, is out of the ordinary. It keeps nothing."""

from broadsheet.trends.anomalies import Anomaly, Silence, anomalies, silences
from broadsheet.trends.automaton import Burstiness
from broadsheet.trends.bins import UNITS, Bins, cut
from broadsheet.trends.bonds import Bonds, bonds
from broadsheet.trends.bursts import Burst, bursts
from broadsheet.trends.compare import Difference, compare
from broadsheet.trends.copying import Copy, Shared, copies, independent
from broadsheet.trends.credits import agencies
from broadsheet.trends.desk import aged, identify, stories, story
from broadsheet.trends.intervals import Estimate
from broadsheet.trends.learning import learn
from broadsheet.trends.ledger import Ledger, ledger
from broadsheet.trends.rising import Trend, all_bursts, rising
from broadsheet.trends.series import Coverage, Point, coverage, series
from broadsheet.trends.stream import Stream
from broadsheet.trends.view import View
from broadsheet.trends.weights import FITTED, Weights

__all__ = [
    "FITTED",
    "UNITS",
    "Anomaly",
    "Bins",
    "Bonds",
    "Burst",
    "Burstiness",
    "Copy",
    "Coverage",
    "Difference",
    "Estimate",
    "Ledger",
    "Point",
    "Shared",
    "Silence",
    "Stream",
    "Trend",
    "View",
    "Weights",
    "aged",
    "agencies",
    "all_bursts",
    "anomalies",
    "bonds",
    "bursts",
    "compare",
    "copies",
    "coverage",
    "cut",
    "identify",
    "independent",
    "learn",
    "ledger",
    "rising",
    "series",
    "silences",
    "stories",
    "story",
]
