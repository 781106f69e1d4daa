"""How a source is called where a text or a notice says who told: its outlet, its title, its file or its site."""

from dataclasses import replace
from urllib.parse import urlsplit

from broadsheet.core import Evidence
from broadsheet.write.injection import as_data, is_instruction

# The longest name of a paper or headline that still reads as one in mid-sentence, in characters; what is longer is the
# first paragraph of a file that has no headline.
_LONGEST = 80


def named(evidence: Evidence) -> str:
    """How a source is called in a notice and beside what it says; never by words that are an order to a machine."""
    names = (as_data(name) for name in (evidence.outlet, evidence.title))
    return next((name for name in names if _is_name(name)), _place(evidence.source))


def with_a_name(evidence: Evidence) -> Evidence:
    """The source; where neither outlet nor title can stand in a text, its file or its site is its outlet."""
    called = named(evidence)
    return evidence if called in (evidence.outlet, evidence.title) else replace(evidence, outlet=called)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and not is_instruction(name)


def _place(source: str) -> str:
    """The host of an address, the name of a file; any other source as it is."""
    if source.startswith(("http://", "https://")):
        return urlsplit(source).hostname or source
    return source if ":" in source else source.replace("\\", "/").rstrip("/").rpartition("/")[2] or source
