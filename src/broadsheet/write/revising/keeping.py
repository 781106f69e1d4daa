"""What a revision may not lose: numbers, dates, names and quotations of the sentence it says anew."""

import re

from broadsheet.verify.naming import names_of
from broadsheet.verify.reading import Reading, read
from broadsheet.verify.values import compare

_SPACE = re.compile(r"[\s·•]+")


def lost(before: str, after: str, *, language: str) -> list[str]:
    """The numbers, dates, quotations and names of `before` that `after` does not have, as they were written."""
    one, other = read(before, language=language), read(after, language=language)
    found = [
        q.text for q in one.quantities if q.digits and not any(compare(o, q) != "different" for o in other.quantities)
    ]
    found += [s.text for s in one.scores if all(sorted(s.sides) != sorted(o.sides) for o in other.scores)]
    found += [d.text for d in one.dates if d.text not in other.text and not _has_date(d, other)]
    found += [q.text for q in one.quotations if _plain(q.words) not in _plain(other.text)]
    found += [name for name in _names(one) if _plain(name) not in _plain(after)]
    return list(dict.fromkeys(found))


def _has_date(date: object, other: Reading) -> bool:
    parts = [getattr(date, name) for name in ("year", "month", "day", "weekday")]
    return any([getattr(d, name) for name in ("year", "month", "day", "weekday")] == parts for d in other.dates)


def _names(reading: Reading) -> list[str]:
    return [n.text for p in reading.passages for n in names_of(reading, p) if n.sure]


def _plain(text: str) -> str:
    return _SPACE.sub("", text).lower()
