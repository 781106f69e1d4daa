"""Negation, direction, scope, comparison, cause and speakers: true rewordings pass, false twins do not."""

import pytest

from broadsheet import verify
from broadsheet.core import Evidence
from tests.verify.statements.probes import Probe, probes

CHECKS = {
    "negation": ["support", "certainty"],
    "direction": ["support"],
    "scope": ["scope"],
    "comparison": ["comparison", "support"],
    "cause": ["cause"],
    "attribution": ["attribution", "certainty"],
    "quotation": ["quotations"],
}
ALL = [probe for idea in CHECKS for probe in probes(idea)]


def errors(probe: Probe) -> list[str]:
    """The messages of the errors that the checks of the probe's idea find."""
    report = verify.check(probe.draft, [Evidence("text:1", probe.evidence)], only=CHECKS[probe.idea])
    return [f.message for f in report.findings if f.severity == "error"]


@pytest.mark.parametrize("probe", [p for p in ALL if p.true], ids=str)
def test_a_true_rewording_is_no_fault(probe: Probe) -> None:
    assert errors(probe) == []


@pytest.mark.parametrize("probe", [p for p in ALL if not p.true], ids=str)
def test_a_false_twin_is_found(probe: Probe) -> None:
    assert errors(probe)
