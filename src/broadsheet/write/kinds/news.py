"""A news story in full: headline, dateline, lead and body, with what reports dispute side by side.

`form` presets its length: brief, story or report. From facts alone it is as long as the facts are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import UnknownNameError
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.measures import allowed
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.story import story

# Words in English, characters in Chinese: two paragraphs, a column, a page.
_FORMS: Mapping[str, Mapping[str, int]] = {
    "brief": {"en": 180, "zh": 320},
    "story": {"en": 450, "zh": 800},
    "report": {"en": 900, "zh": 1500},
}
# A page takes more sentences than a column; more do not fit the context of a small model.
_MOST = 26


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story may be told from when there are no sources, or beside them; every one may be left out.

    `form` is brief, story or report.
    """

    headline: str = ""
    who: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    topic: str = field(default="", metadata=SETTING)
    form: str = field(default="story", metadata=SETTING)


EXAMPLE = REPORTED
CHOICES: Mapping[str, Sequence[str]] = {"form": tuple(_FORMS)}
HEADED = True
LENGTH: Mapping[str, int] = _FORMS["story"]


def room(ask: Ask) -> int:
    """The usual length of the form asked for; raises `UnknownNameError` listing the forms."""
    form = ask.facts.form.lower()
    if form not in _FORMS:
        raise UnknownNameError(f"there is no form of news called {form!r}", asked=form, choices=sorted(_FORMS))
    return _FORMS[form][ask.language]


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter, within the length asked for."""
    return plan_points(ask, target=ask.length or room(ask), most=_MOST, foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The story by extraction; `variant` picks another headline."""
    return story(plan, ask, most=allowed(ask.length or room(ask)), variant=variant)
