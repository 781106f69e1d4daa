"""What advertising law has to say of a text that sells: the kinds of copy share it."""

from collections.abc import Sequence

from broadsheet import verify
from broadsheet.core import Finding
from broadsheet.write.shapes import Ask


def law_findings(text: str, ask: Ask) -> Sequence[Finding]:
    """What the law of the text's language says of it, for the `sector` among the facts of `ask`."""
    return verify.advertising(text, language=ask.language, sector=ask.facts.sector)


def forbidden(text: str, ask: Ask) -> list[Finding]:
    """What the law does not allow in a text; empty when it may be printed."""
    return [f for f in law_findings(text, ask) if f.severity == "error"]
