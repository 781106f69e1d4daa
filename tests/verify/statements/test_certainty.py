"""How surely a thing is said: plans, suspicions, wishes, denials, what is open, what hangs on a condition."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence
from tests.verify.statements.probes import Probe, probes

IDEAS = ("plan", "hedge", "wish", "open", "denied", "condition")
ALL = [probe for idea in IDEAS for probe in probes(idea)]


@pytest.mark.parametrize("probe", [p for p in ALL if p.true], ids=str)
def test_what_is_said_as_surely_in_other_words_is_no_fault(probe: Probe) -> None:
    report = verify.check(probe.draft, [Evidence("text:1", probe.evidence)], only=["certainty"])
    assert [f.message for f in report.findings if f.severity == "error"] == []


@pytest.mark.parametrize("probe", [p for p in ALL if not p.true], ids=str)
def test_what_is_said_more_surely_than_the_evidence_does_not_pass(probe: Probe) -> None:
    report = verify.check(probe.draft, [Evidence("text:1", probe.evidence)], only=["certainty", "support"])
    assert [f.message for f in report.findings if f.severity == "error"]
