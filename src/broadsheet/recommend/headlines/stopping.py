"""When a test of headlines is decided. Looked at again and again, so its confidence is stricter than a single look's.

The figures of `HeadlineRules` were chosen by simulation (`evals/headline_tests.py` measures them): looks come when the
viewings have grown by a fifth, and where all variants are alike a winner is named in at most one of twenty tests.
"""

from datetime import datetime, timedelta
from typing import Any

from broadsheet.core import HeadlineLook, HeadlineRules, HeadlineVerdict
from broadsheet.recommend.headlines.posterior import BAIT_CLICKS

STEP = 1.2
"""The next look is due when there are this many times the viewings of the last: about 25 looks from 600 to 60,000."""


def is_due(seen: int, before: HeadlineLook | None) -> bool:
    """Whether the viewings have grown enough since the look `before` to decide again."""
    return before is None or seen >= STEP * max(sum(t.exposures for t in before.tallies), 1)


SINGLE = 0.015
"""At the one look when time is up: the chance, over all other variants together, of naming one that is no better."""


def verdict(look: HeadlineLook, *, rules: HeadlineRules, since: datetime) -> HeadlineVerdict | None:
    """How the test ends at this look, or None where it goes on. What baits never wins.

    A small expected loss alone names no winner, as of two that are alike either has it: the best must also be better
    than the article's own with the confidence asked for. In the end (`hours` after `since`) it must be so with 1.5 %
    shared among the other variants (Bonferroni), else there is no difference and the article keeps its own.
    """
    able = [i for i, odds in enumerate(look.odds) if not odds.bait]
    top = max(able, key=lambda i: look.odds[i].best)
    told: dict[str, Any] = {"at": look.at, "best": look.odds[top].best, "loss": look.odds[top].loss}
    if look.at >= since + timedelta(hours=rules.hours):
        return HeadlineVerdict("horizon", winner=_last(look, top=top, able=able), **told)
    rest = [i for i in able if i != top]
    rival = 0 if top else max(rest, key=lambda i: look.odds[i].best, default=0)
    if min(look.tallies[i].exposures for i in (top, rival)) < rules.minimum or not _is_judged(look, top):
        return None
    return _decided(look, top=top, rules=rules, told=told)


def _is_judged(look: HeadlineLook, top: int) -> bool:
    """Whether enough clicked, of a site that tells of reading, to know by now whether the best is bait."""
    told = top and any(tally.reads for tally in look.tallies)
    return not told or min(look.tallies[i].clicks for i in (0, top)) >= BAIT_CLICKS


def _decided(look: HeadlineLook, *, top: int, rules: HeadlineRules, told: dict[str, Any]) -> HeadlineVerdict | None:
    odds, own = look.odds[top], look.odds[0]
    allowed = rules.loss * odds.rate
    if odds.best >= rules.confidence:
        return HeadlineVerdict("probability", winner=top, **told)
    if odds.loss <= allowed and odds.over >= rules.confidence:
        return HeadlineVerdict("loss", winner=top, **told)
    if own.loss <= allowed:
        return HeadlineVerdict("same", winner=None, **told)
    return None


def _last(look: HeadlineLook, *, top: int, able: list[int]) -> int | None:
    """The winner when time is up, or None where nothing is surely better."""
    each = SINGLE / max(len(look.odds) - 1, 1)
    sure = [i for i in able if i and look.odds[i].over >= 1 - each]
    if top in sure:
        return top
    return 0 if top == 0 and look.odds[0].best >= 1 - SINGLE else None
