"""What is asked, read and checked before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadsheet.core import EmptyEvidenceError, Evidence, InvalidInputError
from broadsheet.write.controls import Controls, check_controls
from broadsheet.write.facts import evidence_of, plain_facts, read_facts
from broadsheet.write.kind import kind
from broadsheet.write.measures import length as measured
from broadsheet.write.naming import with_a_name
from broadsheet.write.planning import language_of
from broadsheet.write.shapes import Ask
from broadsheet.write.wording import require_language


def prepare(  # noqa: PLR0913  each argument is one thing a person chooses
    name: str,
    *,
    facts: Mapping[str, Any],
    evidence: Sequence[Evidence],
    language: str,
    tone: str = "",
    length: int | None = None,
    controls: Controls | None = None,
    seed: int = 0,
) -> Ask:
    """What is asked, read and checked.

    Raises `UnknownNameError` (kind), `RequestError` (language), `InvalidInputError` (facts, length) and
    `EmptyEvidenceError` when there are neither facts nor sources, unless the kind is fiction.
    """
    what = kind(name)
    tag = require_language(language)
    given = plain_facts(facts)
    values = read_facts(name, what.facts, given)
    if length is not None and length < 1:
        raise InvalidInputError("a length is at least 1", asked=str(length))
    wanted = controls or Controls()
    check_controls(wanted)
    _require_room(wanted, what.label[tag] if what.label else "", language=tag)
    sources = tuple(e for e in evidence if e.text.strip())
    known = tuple(replace(with_a_name(e), language=language_of(e)) for e in sources)
    stands_on = (*evidence_of(given, what.facts, language=tag), *known)
    if not stands_on and not what.fiction:
        raise EmptyEvidenceError(
            "there are neither facts nor sources, so there is nothing to write",
            asked=name,
            do="name sources, or give facts as FACT=VALUE",
        )
    ask = Ask(name, tag, values, given, stands_on, tone.strip(), length, wanted, seed)
    return replace(ask, evidence=_with(stands_on, what.derive(ask))) if what.derive else ask


def _with(given: Sequence[Evidence], derived: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What was given and what was worked out from it; a source that is derived anew takes the place of its namesake."""
    anew = {e.source for e in derived}
    return (*(e for e in given if e.source not in anew), *derived)


def _require_room(controls: Controls, label: str, *, language: str) -> None:
    """Raises `InvalidInputError` when the length at most has no room for what must stand in the text."""
    needed = sum(measured(word, language) for word in controls.must) + measured(label, language) + 1
    if controls.most is not None and controls.most < needed:
        raise InvalidInputError(
            "the length at most has no room for what must stand in the text",
            asked=str(controls.most),
            found=f"{needed} are needed for the required words and the kind's label",
            do="allow more, or require less",
        )
