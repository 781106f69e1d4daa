"""Every person, place and organisation of the draft against the evidence: is it there, spelt so, and the one meant."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.naming import Judgement, judge, names_of
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Name
from broadsheet.verify.values.units import HARD


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each name that the evidence does not have, has otherwise, or has in another place."""
    warned: set[str] = set()
    units = _units(draft)
    for passage in draft.passages:
        if record.has_verbatim(passage.text):
            continue
        names = [n for n in names_of(draft, passage) if not all(units[n.start : n.end])]
        for name in names:
            wrong = judge(name, passage, record, names)
            if wrong and not (wrong.rule == "language" and name.text in warned):
                warned.add(name.text)
                yield _finding(draft, name, wrong)


def _units(draft: Reading) -> bytearray:
    """A byte for each character: 1 in an amount of a known unit: the country of 加拿大元 is the currency's, no name."""
    taken = bytearray(len(draft.text))
    for amount in draft.quantities:
        if amount.unit in HARD:
            taken[amount.start : amount.end] = b"\1" * (amount.end - amount.start)
    return taken


def _finding(draft: Reading, name: Name, wrong: Judgement) -> Finding:
    return finding(draft, name, f"names.{wrong.rule}", severity=wrong.severity, found=wrong.found, fix=wrong.fix)
