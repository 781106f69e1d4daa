"""Sources that differ: one has what the draft says, another has it otherwise. No side is taken; the newer is named."""

import re
from collections.abc import Sequence

from broadsheet.core import Evidence, Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.witnesses.hearing import Source, Testimony

_CORRECTION = re.compile(r"更正|勘误|\bcorrect(?:s|ed|ion)\b|\bclarification\b", re.IGNORECASE)


def differing(
    draft: Reading, passage: Passage, testimonies: Sequence[Testimony], sources: Sequence[Source]
) -> Finding | None:
    """The warning that the sources differ about a sentence, advice where the draft follows the newest; or None."""
    for_ = [t for t in testimonies if t.stance == "supports"]
    against = [t for t in testimonies if t.stance == "contradicts"]
    if not for_ or not against:
        return None
    with_, other = _newest(for_, sources), _newest(against, sources)
    found = other.against[0]
    start, end = passage.start + found.start, passage.start + found.end
    one, two = sources[with_.at].evidence, sources[other.at].evidence
    message = say(
        draft.language,
        "sources.differ",
        text=found.text,
        one=named(one),
        two=named(two),
        found=_told(found, other),
    )
    age = _age(one, two)
    severity: Severity = "advice" if age == "sources.older" else "warning"
    late = say(draft.language, age, one=named(one), two=named(two)) if age else ""
    return Finding("sources", "differ", severity, start, end, draft.text[start:end], message + late)


def named(evidence: Evidence) -> str:
    """A report as an editor knows it: its outlet and the name it was given under."""
    return f"{evidence.outlet} ({evidence.source})" if evidence.outlet else evidence.source


def _newest(testimonies: Sequence[Testimony], sources: Sequence[Source]) -> Testimony:
    dated = [t for t in testimonies if sources[t.at].evidence.published]
    return max(dated, key=lambda t: str(sources[t.at].evidence.published), default=testimonies[0])


def _told(found: Finding, testimony: Testimony) -> str:
    """What the other source has: the value it puts there, or the sentence."""
    return found.fix or (testimony.span.text if testimony.span else "")


def _age(one: Evidence, two: Evidence) -> str:
    """The message that says which is newer or corrects the other; none where they can't be told apart by date."""
    if _CORRECTION.search(two.title) and not _CORRECTION.search(one.title):
        return "sources.corrected"
    if one.published is None or two.published is None or one.published == two.published:
        return ""
    return "sources.newer" if two.published > one.published else "sources.older"
