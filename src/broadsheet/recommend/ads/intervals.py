"""How sure a click rate is."""

from broadsheet.trends.intervals import share


def wilson(clicks: int, impressions: int) -> tuple[float, float, float]:
    """(rate, low, high): the share with its 95 % interval (Wilson, 1927); (0, 0, 1) of nothing."""
    found = share(clicks, impressions)
    if found is None or found.low is None or found.high is None:
        return 0.0, 0.0, 1.0
    return found.value, found.low, found.high
