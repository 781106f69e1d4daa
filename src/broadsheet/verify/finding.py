"""Making a finding: its place in the draft, its rule and the message in the draft's language."""

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Reading
from broadsheet.verify.values import Placed


def finding(
    draft: Reading, place: Placed, rule: str, *, severity: Severity = "error", found: str = "", fix: str = ""
) -> Finding:
    """The finding of `rule` (check.rule, a key of the messages) about `draft.text[place.start:place.end]`.

    `found` is what the evidence has there; `fix` a replacement for the whole stretch, or empty.
    """
    text = draft.text[place.start : place.end]
    check, _, name = rule.partition(".")
    message = say(draft.language, rule, text=text, found=found)
    return Finding(check, name, severity, place.start, place.end, text, message, fix)
