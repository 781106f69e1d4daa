"""Readers who are here for the first time in the window, and those who have come back."""

from broadsheet.app.audience_log import EMPTY, FEWEST, AudienceLog
from broadsheet.media import Sheet

CHART = "time_line"
SECTION = "readers"
_WORDS = {
    "en": ("New and returning readers", "readers by name only", ("readers", "from", "count"), ("new", "returning")),
    "zh": ("新读者与回访读者", "只计有名读者", ("读者", "自", "人数"), ("新读者", "回访读者")),
}


def sheet(log: AudienceLog) -> Sheet:
    """Different readers in each bin by whether an earlier bin of the window has them."""
    title, note, heads, kinds = _WORDS[log.words]
    starts = log.starts()
    bins: list[set[str]] = [set() for _ in starts]
    for page, place in zip(log.pages, log.places([p.at for p in log.pages]).tolist(), strict=True):
        if page.reader and 0 <= place < len(starts):
            bins[place].add(page.reader)
    known: set[str] = set()
    new, back = [], []
    for at, names in zip(starts, bins, strict=True):
        fresh, again = len(names - known), len(names & known)
        new.append((kinds[0], at, fresh if fresh >= FEWEST or not fresh else None))
        back.append((kinds[1], at, again if again >= FEWEST or not again else None))
        known |= names
    return Sheet(
        title=title,
        note=note,
        columns=("series", "start", "value"),
        rows=(*new, *back),
        heads=heads,
        language=log.words,
        unit=log.view.bins().unit,
        empty=EMPTY[log.words]["pages"],
    )
