"""Headline this: headlines for the selection, made of its own words or in a model's, each checked against it."""

from broadsheet.core import RequestError
from broadsheet.write.compress import headline
from broadsheet.write.kind import kind
from broadsheet.write.listening import tidy
from broadsheet.write.measures import code_points, cut
from broadsheet.write.preparing import prepare
from broadsheet.write.registry import prompt
from broadsheet.write.revising.briefing import RULES, brief
from broadsheet.write.revising.judging import Referee
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.phrasing import Tally, ask
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.stretches import sentences

NAME = {"en": "Headline this", "zh": "拟标题"}
EFFECT = "headline"
# What an editor looks over at a glance.
_CANDIDATES = 5
# A model is shown this much of the selection, and a headline that is cut at a clause has this room: characters.
_SHOWN, _ROOM = {"en": 2400, "zh": 900}, {"en": 96, "zh": 28}


def plain(selection: Selection) -> Proposal:
    """Up to five headlines by leaving words out; where no sentence gives a fair one, its beginning."""
    made = _of_kind(selection) or _of_sentences(selection)
    return Proposal(made[0], alternatives=tuple(made[1:]))


def revise(desk: Desk) -> Revising:
    """Headlines by the model, each borne out by the selection word by word, made up by those of `plain`."""
    selection, tally, what = desk.selection, Tally(), prompt("edit_headline")
    language = selection.language
    shown = selection.chosen[: _SHOWN[language]]
    answer = yield from ask(desk, brief(what, shown, selection), _ROOM[language] * _CANDIDATES, tally)
    referee = Referee([s.text for s in sentences(shown.strip(), language=language)], language=language)
    lines = [tidy(line).rstrip("。.") for line in answer.split("\n")]
    fair = [line for line in lines if 0 < len(line) <= _ROOM[language] and not referee.judge_headline(line).why]
    own = plain(selection)
    made = list(dict.fromkeys([*fair, own.after, *own.alternatives]))[:_CANDIDATES]
    proposal = Proposal(made[0], alternatives=tuple(made[1:]), notes=tuple(tally.notes))
    return Revised(proposal, frozenset(fair), tally.usages, (RULES.label, what.label))


def _of_kind(selection: Selection) -> list[str]:
    """As the kind `headlines` makes them."""
    what = kind("headlines")
    try:
        asked = prepare("headlines", facts={}, evidence=[selection.own], language=selection.language)
        plan = what.plan(asked)
        made = [what.plain(plan, asked, variant=number) for number in range(_CANDIDATES)]
    except RequestError:  # no sentence of the selection can be printed alone
        return []
    return [parts[0].text for parts in made if parts]


def _of_sentences(selection: Selection) -> list[str]:
    """From each sentence; at the least the first clauses of the first."""
    language = selection.language
    rows = [s.text.strip() for s in sentences(selection.chosen.strip(), language=language)]
    made = [title for row in rows if (title := headline(row, language=language))]
    whole = [cut(rows[0], _ROOM[language], measure=code_points).rstrip("。.…；，;, ")]
    return list(dict.fromkeys(made or whole))[:_CANDIDATES]
