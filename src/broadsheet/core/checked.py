"""A check that is kept: the text as it stood, what it was held against, what was found, and who let what stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet.core.draft import Decision
from broadsheet.core.evidence import Claim, Evidence, Report

# How a check stands for somebody who reads one line of it: `passed`; `cleared`, where a person let stand whatever fell
# short; `doubtful`, where something has nothing under it; `contradicted`, where a source has it otherwise.
Standing = Literal["passed", "cleared", "doubtful", "contradicted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A text with its evidence and the report on it, as they were at that moment.

    `checks` names the checks that ran, `version` the program's, `model` the language model that was asked beside them
    (`none`: nobody was). `draft` is the store id of the draft the text is of. `cleared` are the sentences (each a
    decision's `note`) that a person accepted by name.
    """

    text: str
    evidence: tuple[Evidence, ...]
    report: Report
    language: str
    title: str = ""
    dateline: datetime | None = None
    checks: tuple[str, ...] = ()
    version: str = ""
    model: str = "none"
    by: str = ""
    draft: int | None = None
    cleared: tuple[Decision, ...] = ()

    def clearing(self, claim: Claim) -> Decision | None:
        """Who let the claim's sentence stand, the last if several did."""
        return next((d for d in reversed(self.cleared) if d.note.strip() == claim.text.strip()), None)

    @property
    def short(self) -> tuple[Claim, ...]:
        """The claims that fell short and that nobody cleared."""
        bad = ("contradicted", "unsupported")
        return tuple(c for c in self.report.claims if c.verdict in bad and not self.clearing(c))

    @property
    def standing(self) -> Standing:
        """How the check stands. A finding that is an error counts where its sentence was not cleared."""
        if self.report.passed:
            return "passed"
        if any(c.verdict == "contradicted" for c in self.short):
            return "contradicted"
        return "doubtful" if self.short or self._loose_errors() else "cleared"

    def _loose_errors(self) -> bool:
        """Whether an error stands outside every sentence that somebody cleared."""
        cleared = [(c.start, c.end) for c in self.report.claims if self.clearing(c)]
        errors = (f for f in self.report.findings if f.severity == "error")
        return any(not any(start <= f.start < end for start, end in cleared) for f in errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A kept check in a list: what it is of and how it stands, without the texts."""

    title: str
    language: str
    standing: Standing
    sentences: int
    short: int
    draft: int | None = None
    by: str = ""


def line_of(checked: Checked) -> CheckLine:
    """The check as a list shows it."""
    return CheckLine(
        title=checked.title,
        language=checked.language,
        standing=checked.standing,
        sentences=len(checked.report.claims),
        short=len(checked.short),
        draft=checked.draft,
        by=checked.by,
    )
