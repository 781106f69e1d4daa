"""A match report from its figures: the result, the margin, comebacks and runs are worked out by code."""

from collections.abc import Mapping, Sequence

from broadsheet.core import Evidence
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.figures.matches import MatchFacts, match_account
from broadsheet.write.shapes import Ask, Example, Part, Plan

Facts = MatchFacts
EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "home": "Larkford Rovers",
            "away": "Brackwater Town",
            "score": "3-1",
            "periods": "0-1, 3-0",
            "home_scorers": "Idris Vane 58, 71; Tom Ashby 83 (pen)",
            "away_scorers": "Leo Marsh 22",
            "home_form": "L W W",
            "competition": "the Valley Cup",
            "venue": "Mill Lane",
            "attendance": "8,412",
        }
    ),
    "zh": Example(
        {
            "home": "澄江联队",
            "away": "北川竞技",
            "score": "3-1",
            "periods": "0-1, 3-0",
            "home_scorers": "韦一帆 58, 71; 邵启 83 (点球)",
            "away_scorers": "马立 22",
            "home_form": "负 胜 胜",
            "competition": "河谷杯",
            "venue": "磨坊路球场",
            "attendance": "8412",
        }
    ),
}
HEADED = True
# A result with its story in a column: what a reader wants before the table.
LENGTH: Mapping[str, int] = {"en": 140, "zh": 240}


def derive(ask: Ask) -> Sequence[Evidence]:
    """What the figures say; raises `InvalidInputError` where they are no match's."""
    return account_evidence(match_account(ask.facts, language=ask.language), language=ask.language)


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What was worked out, then what reports of the match say."""
    return planned(ask, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The report from what was worked out; there is one."""
    return [] if variant else set_out(plan, ask, length=LENGTH[ask.language])
