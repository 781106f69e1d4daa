"""What a match's figures tell: who won by how much, who led when, who came back, who scored, which run goes on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from broadsheet.core import InvalidInputError
from broadsheet.write.facts import SETTING
from broadsheet.write.figures.account import Account, Derived
from broadsheet.write.figures.amounts import read_whole
from broadsheet.write.figures.match_reading import Goal, read_form, read_goals, read_periods, read_result
from broadsheet.write.figures.match_words import WORDS, minutes_of, period_name

# From this many in a row a run is news.
_RUN = 3


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A match. `score` is home first (3-1), `periods` likewise (0-1, 3-0), `shootout` after a draw.

    Scorers are `Name 12, 45+2; Name 70 (pen)`, an own goal (og) given to the side it counted for. A form is the results
    before this match, newest last: W W D L or 胜 胜 平 负. `points` is what is scored: goals, points, 球, 分.
    """

    home: str = ""
    away: str = ""
    score: str = ""
    periods: str = ""
    shootout: str = ""
    home_scorers: str = ""
    away_scorers: str = ""
    home_form: str = ""
    away_form: str = ""
    competition: str = ""
    venue: str = ""
    date: str = ""
    attendance: str = ""
    points: str = field(default="", metadata=SETTING)


@dataclass(frozen=True, slots=True)
class Match:
    """A match read: the sides in order, the result, and each period's when they add up to it."""

    sides: tuple[str, str]
    score: tuple[int, int]
    periods: Sequence[tuple[int, int]] = ()
    shootout: tuple[int, int] | None = None

    @property
    def winner(self) -> int | None:
        """0 for the home side, 1 for the other; None for a draw that no shoot-out settled."""
        decided = self.score if self.score[0] != self.score[1] else self.shootout
        return None if decided is None or decided[0] == decided[1] else int(decided[1] > decided[0])

    def running(self) -> list[tuple[int, int]]:
        """The score after each period."""
        totals, home, away = [], 0, 0
        for a, b in self.periods:
            home, away = home + a, away + b
            totals.append((home, away))
        return totals

    def trailed(self, side: int) -> list[int]:
        """The periods after which `side` was behind."""
        return [i for i, t in enumerate(self.running()) if t[side] < t[1 - side]]


def match_account(given: MatchFacts, *, language: str) -> Account:
    """What there is to tell of a match, in `language`; raises `InvalidInputError` for figures that are no match's."""
    words = WORDS[language]
    periods = read_periods(given.periods) if given.periods else []
    score = _score(given, periods)
    cautions = []
    if periods and (added := _added(periods)) != score:
        cautions.append(words["periods_differ"].format(given=_dash(score, words), added=_dash(added, words)))
        periods = []
    match = Match((given.home, given.away), score, periods, _shootout(given, score))
    goals = [read_goals(given.home_scorers, name="home_scorers"), read_goals(given.away_scorers, name="away_scorers")]
    cautions += _too_many(match, goals, words)
    told = [
        *_result(match, given, words), *_course(match, words), *_scorers(match, goals, given, language=language),
        *_runs(match, given, words), *_crowd(given, words),
    ]  # fmt: skip
    return Account(_headline(match, words), told, cautions)


def _score(given: MatchFacts, periods: Sequence[tuple[int, int]]) -> tuple[int, int]:
    missing = [name for name in ("home", "away") if not getattr(given, name)]
    if not given.score and not periods:
        missing.append("score")
    if missing:
        raise InvalidInputError(
            f"a match needs its sides and its score: {', '.join(missing)} missing",
            do="give home, away and score (3-1), or periods (0-1, 3-0)",
        )
    if given.home == given.away:
        raise InvalidInputError("a side can't play itself", asked=given.home)
    return read_result(given.score, name="score") if given.score else _added(periods)


def _added(periods: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(a for a, _ in periods), sum(b for _, b in periods)


def _shootout(given: MatchFacts, score: tuple[int, int]) -> tuple[int, int] | None:
    if not given.shootout:
        return None
    found = read_result(given.shootout, name="shootout")
    if score[0] != score[1] or found[0] == found[1]:
        raise InvalidInputError(
            "a shoot-out settles a draw", asked=given.shootout, found=f"the score {score[0]}-{score[1]}"
        )
    return found


def _dash(score: tuple[int, int], words: Mapping[str, str], first: int = 0) -> str:
    return f"{score[first]}{words['dash']}{score[1 - first]}"


def _named(match: Match, words: Mapping[str, str], first: int, **more: object) -> dict[str, object]:
    """The blanks of a sentence told from the side `first`."""
    score = _dash(match.score, words, first)
    return {"one": match.sides[first], "other": match.sides[1 - first], "score": score, **more}


def _headline(match: Match, words: Mapping[str, str]) -> str:
    winner = match.winner
    if winner is None:
        return words["headline.draw"].format(**_named(match, words, 0))
    if match.shootout:
        return words["headline.shootout"].format(
            **_named(match, words, winner, shootout=_dash(match.shootout, words, winner))
        )
    key = "headline.comeback" if match.trailed(winner) else "headline.win"
    return words[key].format(**_named(match, words, winner))


def _result(match: Match, given: MatchFacts, words: Mapping[str, str]) -> Iterator[Derived]:
    winner = match.winner
    first = winner or 0
    names = ("competition", "venue", "date")
    frame = {n: words[f"frame.{n}"].format(value=getattr(given, n)) if getattr(given, n) else "" for n in names}
    key = "result.win" if winner is not None and not match.shootout else "result.draw"
    yield Derived("result", words[key].format(**_named(match, words, first), **frame))
    if match.shootout:
        yield Derived(
            "shootout",
            words["shootout"].format(**_named(match, words, first, shootout=_dash(match.shootout, words, first))),
        )
    elif winner is not None:
        a, b = match.score[winner], match.score[1 - winner]
        point = given.points or words["point" if a - b == 1 else "points"]
        yield Derived(
            "margin", words["margin"].format(one=match.sides[winner], n=a - b, points=point), f"{a} − {b} = {a - b}"
        )


def _course(match: Match, words: Mapping[str, str]) -> Iterator[Derived]:
    """Who led after each period but the last, and the comeback."""
    periods = len(match.periods)
    for i, total in enumerate(match.running()[:-1]):
        after = period_name(i, periods, words)
        lead = int(total[1] > total[0])
        key = "level" if total[0] == total[1] else "led"
        text = words[key].format(side=match.sides[lead], score=_dash(total, words, lead), after=after)
        parts = " + ".join(_dash(p, words, lead) for p in match.periods[: i + 1])
        yield Derived(f"after.{i + 1}", text, f"{parts} = {_dash(total, words, lead)}" if i else "")
    yield from _comeback(match, words)


def _comeback(match: Match, words: Mapping[str, str]) -> Iterator[Derived]:
    """The winner's comeback from the worst it stood after a period."""
    winner = match.winner
    if winner is None or match.shootout or not (behind := match.trailed(winner)):
        return
    totals = match.running()
    worst = max(behind, key=lambda i: totals[i][1 - winner] - totals[i][winner])
    text = words["comeback"].format(side=match.sides[winner], after=period_name(worst, len(match.periods), words))
    yield Derived("comeback", text, f"{totals[worst][winner]} < {totals[worst][1 - winner]}")


def _too_many(match: Match, goals: Sequence[Sequence[Goal]], words: Mapping[str, str]) -> list[str]:
    """A caution for a side with more scorers' goals than its score; one with fewer says nothing wrong."""
    return [
        words["too_many"].format(side=match.sides[i], named=len(goals[i]), score=match.score[i])
        for i in (0, 1)
        if len(goals[i]) > match.score[i]
    ]


def _scorers(match: Match, goals: Sequence[Sequence[Goal]], given: MatchFacts, *, language: str) -> Iterator[Derived]:
    words = WORDS[language]
    first = match.winner or 0
    for side in (first, 1 - first):
        by_name: dict[str, list[Goal]] = {}
        for goal in goals[side]:
            by_name.setdefault(goal.name, []).append(goal)
        for number, (name, mine) in enumerate(by_name.items(), start=1):
            when = minutes_of(mine, language)
            key = "own_goal" if all(g.own for g in mine) else "scored" if len(mine) == 1 else "scored_more"
            text = words[key].format(
                name=name, side=match.sides[side], n=len(mine), when=when, points=given.points or words["points"]
            )
            formula = " + ".join("1" for _ in mine) + f" = {len(mine)}" if len(mine) > 1 else ""
            yield Derived(f"scorer.{side + 1}.{number}", text, formula)


def _runs(match: Match, given: MatchFacts, words: Mapping[str, str]) -> Iterator[Derived]:
    for side, form in ((0, given.home_form), (1, given.away_form)):
        if not form:
            continue
        now = "D" if match.winner is None else "W" if match.winner == side else "L"
        run = len(list(takewhile(lambda r, now=now: r == now, reversed(read_form(form) + now))))  # type: ignore[misc]
        if run >= _RUN:
            yield Derived(
                f"run.{side + 1}", words[f"run.{now}"].format(side=match.sides[side], n=run), f"{run - 1} + 1 = {run}"
            )


def _crowd(given: MatchFacts, words: Mapping[str, str]) -> Iterator[Derived]:
    if given.attendance:
        n = read_whole(given.attendance, name="attendance")
        yield Derived("attendance", words["attendance"].format(n=n))
