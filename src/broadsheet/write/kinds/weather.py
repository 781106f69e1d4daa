"""A weather report from days and their figures: ranges, changes, the first frost and totals are worked out by code."""

from collections.abc import Mapping, Sequence

from broadsheet.core import Evidence
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.figures.forecasts import WeatherFacts, weather_account
from broadsheet.write.shapes import Ask, Example, Part, Plan

Facts = WeatherFacts
EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "place": "Larkford",
            "days": "day,low,high,rain,wind,sky\nMonday,4,11,0,12,sunny\n"
            "Tuesday,2,9,6.5,31,rain\nWednesday,-1,5,0,18,cloudy",
            "warnings": "A yellow warning of wind is in force on Tuesday.",
            "issuer": "the Larke Valley weather office",
        }
    ),
    "zh": Example(
        {
            "place": "澄江",
            "days": "日期,最低,最高,降水,风速,天气\n周一,4,11,0,12,晴\n周二,2,9,6.5,31,雨\n周三,-1,5,0,18,多云",
            "warnings": "周二大风黄色预警生效。",
            "issuer": "澄江市气象台",
        }
    ),
}
HEADED = True
# Three days or a week in a column.
LENGTH: Mapping[str, int] = {"en": 130, "zh": 220}


def derive(ask: Ask) -> Sequence[Evidence]:
    """What the figures say; raises `InvalidInputError` where they are no weather."""
    return account_evidence(weather_account(ask.facts, language=ask.language), language=ask.language)


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What was worked out, then what reports say."""
    return planned(ask, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The report from what was worked out; there is one."""
    return [] if variant else set_out(plan, ask, length=LENGTH[ask.language])
