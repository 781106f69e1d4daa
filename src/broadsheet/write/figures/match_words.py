"""How a match is told in Chinese and English."""

from collections.abc import Mapping, Sequence

from broadsheet.write.figures.match_reading import Goal

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "dash": "-",
        "headline.win": "{one} beat {other} {score}",
        "headline.comeback": "{one} come from behind to beat {other} {score}",
        "headline.draw": "{one} and {other} draw {score}",
        "headline.shootout": "{one} beat {other} {shootout} on penalties",
        "result.win": "{one} beat {other} {score}{competition}{venue}{date}.",
        "result.draw": "{one} and {other} drew {score}{competition}{venue}{date}.",
        "frame.competition": " in {value}",
        "frame.venue": " at {value}",
        "frame.date": " on {value}",
        "shootout": "{one} won the penalty shoot-out {shootout}.",
        "margin": "The winning margin was {n} {points}.",
        "point": "goal",
        "points": "goals",
        "led": "{side} led {score} {after}.",
        "level": "It was {score} {after}.",
        "comeback": "{side} had been behind {after} and came back to win.",
        "half": "at half-time",
        "quarter": "after quarter {n}",
        "period": "after period {n}",
        "scored": "{name} scored for {side}{when}.",
        "scored_more": "{name} scored {n} {points} for {side}{when}.",
        "own_goal": "An own goal by {name} counted for {side}{when}.",
        "run.W": "That made it {n} wins in a row for {side}.",
        "run.D": "That made it {n} draws in a row for {side}.",
        "run.L": "That made it {n} defeats in a row for {side}.",
        "attendance": "The attendance was {n:,}.",
        "periods_differ": "The score was given as {given}, but the scores by period add up to {added}.",
        "too_many": "{named} goals are listed for {side}, but the score gives {score}.",
    },
    "zh": {
        "dash": "比",
        "headline.win": "{one}{score}战胜{other}",
        "headline.comeback": "{one}{score}逆转{other}",
        "headline.draw": "{one}{score}战平{other}",
        "headline.shootout": "{one}点球大战{shootout}战胜{other}",
        "result.win": "{date}{competition}{one}{venue}以{score}战胜{other}。",
        "result.draw": "{date}{competition}{one}{venue}以{score}战平{other}。",
        "frame.competition": "{value}，",
        "frame.venue": "在{value}",
        "frame.date": "{value}，",
        "shootout": "{one}在点球大战中以{shootout}取胜。",
        "margin": "{one}净胜{n}{points}。",
        "point": "球",
        "points": "球",
        "led": "{after}，{side}以{score}领先。",
        "level": "{after}，双方战成{score}。",
        "comeback": "{side}{after}时落后，最终反败为胜。",
        "half": "半场结束",
        "quarter": "第{n}节结束",
        "period": "第{n}阶段结束",
        "scored": "{side}的{name}{when}得分。",
        "scored_more": "{side}的{name}{when}共得{n}{points}。",
        "own_goal": "{name}{when}打入乌龙球，记在{side}名下。",
        "run.W": "这是{side}的{n}连胜。",
        "run.D": "这是{side}连续第{n}场平局。",
        "run.L": "这是{side}的{n}连败。",
        "attendance": "现场观众{n}人。",
        "periods_differ": "比分给出的是{given}，而各阶段比分相加为{added}。",
        "too_many": "{side}列出了{named}个进球，而比分中只有{score}个。",
    },
}
_HALVES, _QUARTERS = 2, 4


def period_name(number: int, periods: int, words: Mapping[str, str]) -> str:
    """When the period numbered from 0 ended, of `periods` in all: halves and quarters have names."""
    key = {_HALVES: "half", _QUARTERS: "quarter"}.get(periods, "period")
    return words[key].format(n=number + 1)


def minutes_of(goals: Sequence[Goal], language: str) -> str:
    """When goals fell, in words; empty when no minute is known."""
    known = sorted((g for g in goals if g.minute), key=lambda g: g.when)
    if not known:
        return ""
    if language == "zh":
        return "在" + "、".join(f"第{g.minute}分钟" + ("（点球）" if g.penalty else "") for g in known)
    rows = [g.minute + (", penalty" if g.penalty else "") for g in known]
    said = rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])} and {rows[-1]}"
    return f" (minute {said})" if len(rows) == 1 else f" (minutes {said})"
