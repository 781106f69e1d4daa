"""A company's results from its figures: growth, margins and surprises, worked out by code."""

from collections.abc import Mapping, Sequence

from broadsheet.core import Evidence
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.figures.results import ResultFacts, results_account
from broadsheet.write.shapes import Ask, Example, Part, Plan

Facts = ResultFacts
EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "company": "Larke Tramways",
            "period": "the third quarter",
            "revenue": "$412.5 million",
            "prior_revenue": "$330 million",
            "expected_revenue": "$400 million",
            "profit": "$61.9 million",
            "prior_profit": "$46.2 million",
            "guidance": "The company expects revenue of $1.6 billion for the year.",
        }
    ),
    "zh": Example(
        {
            "company": "澄江电车",
            "period": "第三季度",
            "revenue": "4.125亿元",
            "prior_revenue": "3.3亿元",
            "expected_revenue": "4亿元",
            "profit": "6190万元",
            "prior_profit": "4620万元",
            "guidance": "公司预计全年营业收入为16亿元。",
        }
    ),
}
HEADED = True
# A flash on results: the figures and what they are compared with.
LENGTH: Mapping[str, int] = {"en": 150, "zh": 260}


def derive(ask: Ask) -> Sequence[Evidence]:
    """What the figures say; raises `InvalidInputError` where they can't be read."""
    return account_evidence(results_account(ask.facts, language=ask.language), language=ask.language)


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What was worked out, then what reports say."""
    return planned(ask, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The report from what was worked out; there is one."""
    return [] if variant else set_out(plan, ask, length=LENGTH[ask.language])
