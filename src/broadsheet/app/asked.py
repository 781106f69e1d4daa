"""What a figure is asked to show, and the words that all figures share."""

from dataclasses import dataclass

from broadsheet.media.scales import said, time_said
from broadsheet.trends import View

_EACH = {
    "en": {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "year": "a year"},
    "zh": {"hour": "每小时", "day": "每天", "week": "每周", "month": "每月", "year": "每年"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The window `view`; a `subject` of `kind`, or all articles; and the window `then` to compare with.

    `language` is that of the words, `n` how many subjects are shown at most.
    """

    view: View
    kind: str = "topics"
    subject: str = ""
    then: View | None = None
    language: str = "en"
    n: int = 12


def each(unit: str, language: str) -> str:
    """`a day`, `每天`."""
    return _EACH[language][unit]


def window_said(view: View, *, articles: int, language: str) -> str:
    """`1 Mar 2017 – 30 Mar 2017 · 2 154 articles · UTC`: from when to when, of how many, by which clock."""
    starts = view.bins().starts()
    unit = view.bins().unit
    first, last = (time_said(at, unit, language) for at in (starts[0], starts[-2]))
    counted = said(float(articles), "count")
    return (
        f"{first} – {last} · {f'{counted}篇报道' if language == 'zh' else f'{counted} articles'} · {_clock(view.zone)}"
    )


def _clock(zone: int) -> str:
    hours, minutes = divmod(abs(zone), 60)
    return "UTC" if not zone else f"UTC{'+' if zone > 0 else '−'}{hours}" + (f":{minutes:02}" if minutes else "")
