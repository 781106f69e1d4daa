"""One thing that could not be taken in, beside the many that could."""

from dataclasses import dataclass

from broadsheet.core import BroadsheetError


@dataclass(frozen=True, slots=True)
class Problem:
    """`what` names the item (a URL, a file, `file.csv line 7`); `error` says what was wrong with it."""

    what: str
    error: BroadsheetError
