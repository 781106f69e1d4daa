"""What asking models cost, job by job."""

from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.core.draft import Usage


@dataclass(frozen=True, slots=True)
class Spending:
    """What one `model` cost in one `job`: so many `answers`, with `usage` their sum.

    `task` is what the model was chosen for (prose, labels, edits, translation); `what` names what came of it
    (`draft:12`), empty when nothing was kept. `money` is in the currency of the prices in the settings. `at` is the
    time of the latest answer.
    """

    job: str
    model: str
    task: str
    at: datetime
    what: str = ""
    answers: int = 1
    usage: Usage = field(default_factory=Usage)
    money: float = 0.0
