"""A short story: invented, and marked so. Without a model it is one of the house's plots, with people drawn by lot."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import Finding, InvalidInputError, Span
from broadsheet.write.facts import SETTING
from broadsheet.write.invention.arcs import steps
from broadsheet.write.invention.asking import listed, used
from broadsheet.write.invention.labels import FICTION as MARK
from broadsheet.write.invention.passages import Passage, write
from broadsheet.write.invention.people import real_people
from broadsheet.write.invention.plots import Cast, Plot, cast_for, plot_for, told
from broadsheet.write.making import Made, Maker, Making
from broadsheet.write.measures import allowed
from broadsheet.write.measures import length as measured
from broadsheet.write.registry import prompt
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point
from broadsheet.write.units import sentences_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What is wanted of a story; `before` is an invented text that is to be continued."""

    theme: str = field(default="", metadata=SETTING)
    characters: str = field(default="", metadata=SETTING)
    setting: str = field(default="", metadata=SETTING)
    genre: str = field(default="", metadata=SETTING)
    before: str = field(default="", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"genre": "drama", "characters": "Nora Finch, Mr Harrow"}),
    "zh": Example(facts={"genre": "现实", "characters": "许遥，周伯"}),
}
FICTION = True
LABEL = MARK
LENGTH: Mapping[str, int] = {"en": 320, "zh": 520}
# Words or characters of a passage: what a small model tells without losing the thread.
_PASSAGE = {"en": 60, "zh": 100}
_MOST_PASSAGES = 40
# The shortest passage in which something happens.
_LEAST_PASSAGE = {"en": 30, "zh": 45}
# The opening of wire copy: a dateline, an agency, "according to".
_NEWS = re.compile(
    r"(?:社|报|网)[^\s，。]{0,12}\d{1,2}月\d{1,2}日电|（记者|记者[^，。]{0,12}(?:报道|获悉)|据[^，。]{1,16}(?:报道|通报|消息)"
    r"|^[A-Z][A-Za-z .]+,? (?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\([A-Z][A-Za-z]+\) [-–—]|\b(?:Reuters|AFP|Xinhua)\b"
    r"|\btold reporters\b|\bsaid in a statement\b"
)
_PERSON = {
    "en": {"first": "in the first person", "": "in the third person"},
    "zh": {"first": "用第一人称“我”", "": "用第三人称"},
}
_FIXED = {
    "en": "Without a model the story follows a plot of the house; the theme is not worked in.",
    "zh": "没有模型时按固定情节成文，不会写到所给的主题。",
}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The steps of the story; `foreign` tells that there is a model, which works in a theme.

    Raises `InvalidInputError` for a text to continue that reads like news, and for a length no story has.
    """
    facts = ask.facts
    if facts.before and _NEWS.search(facts.before):
        raise InvalidInputError(
            "this reads like news, and news is not continued by inventing",
            asked=facts.before[:60],
            do="give sources and ask for the kind continuation",
        )
    if _count(ask) > _MOST_PASSAGES:
        most = _MOST_PASSAGES * _PASSAGE[ask.language]
        raise InvalidInputError(f"a story has at most {most} words or characters", asked=str(ask.length))
    theme = _theme(ask)
    title = theme or facts.genre or facts.setting
    titles = (Point(title, (Span("fact:theme", 0, 0, ""),)),) if title else ()
    return Plan(
        points=(), titles=titles, notices=(_FIXED[ask.language],) if (theme or facts.before) and not foreign else ()
    )


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:  # noqa: ARG001  the plot decides
    """The house's plot; nothing for a text that is to be continued, which only a model can."""
    if ask.facts.before:
        raise InvalidInputError(
            "an invented text can only be continued by a model",
            asked="before",
            do="choose a model, or leave `before` out",
        )
    rows = _told(_plot(ask, variant), ask, ask.seed + variant)
    return [
        Part(sentence, (), "\n\n" if number and not i else _blank(ask) if i else "")
        for number, sentences in enumerate(_short_enough(rows, ask))
        for i, sentence in enumerate(sentences)
    ]


def make(making: Making) -> Maker:
    """Passage by passage by the model; where it fails the plot's own stand."""
    ask = making.ask
    seed = making.options.seed + making.number
    rows = _told(_plot(ask, making.number), ask, seed)
    free = bool(_theme(ask) or ask.facts.before or ask.facts.setting)
    beats = [beat.brief for beat in _plot(ask, making.number).beats]
    kept = _kept(len(beats), ask)
    briefs = steps(_count(ask), language=ask.language) if free else [beats[i] for i in kept]
    share = max(20, (ask.length or LENGTH[ask.language]) // len(briefs))
    asked = [_brief(ask, beat, share) for beat in briefs]
    instead = [()] * len(briefs) if free else [tuple(rows[i]) for i in kept]
    passages = [Passage(text, share, row) for text, row in zip(asked, instead, strict=True)]
    before = list(sentences_of(ask.facts.before, language=ask.language))
    parts, usages = yield from write(making, passages, _rows(ask, seed, free=free), before=before)
    if not parts and not ask.facts.before:
        parts = plain(making.plan, ask, variant=making.number)
    return Made(parts, usages, used("fiction"))


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """People who are real."""
    facts = ask.facts
    return list(real_people(text, ask, given=(facts.theme, facts.characters, facts.topic)))


def _plot(ask: Ask, variant: int) -> Plot:
    return plot_for(ask.facts.genre, language=ask.language, seed=ask.seed, variant=variant)


def _told(plot: Plot, ask: Ask, seed: int) -> list[list[str]]:
    """The sentences of each beat of the plot."""
    rng = random.Random(f"{plot.name}:{seed}:prose")
    cast = _cast(plot, ask, seed)
    prose = [_upper(told(rng.choice(beat.prose), cast)) for beat in plot.beats]
    return [list(sentences_of(text, language=ask.language)) for text in prose]


def _cast(plot: Plot, ask: Ask, seed: int) -> Cast:
    names = listed(ask.facts.characters)
    return cast_for(
        plot, language=ask.language, seed=seed, names=names, place=ask.facts.setting, person=ask.controls.person
    )


def _kept(count: int, ask: Ask) -> list[int]:
    """The beats that the length has room for: the first ones and the last."""
    room = (ask.length or LENGTH[ask.language]) // _LEAST_PASSAGE[ask.language]
    return [*range(max(1, min(count, room) - 1)), count - 1]


def _short_enough(rows: list[list[str]], ask: Ask) -> list[list[str]]:
    """Beats from the middle left out until the story fits a length that was asked for."""
    most = allowed(ask.length) if ask.length else 0
    kept = list(rows)
    while most and len(kept) > 2 and sum(measured(s, ask.language) for row in kept for s in row) > most:
        kept.pop(len(kept) // 2)
    return kept


def _brief(ask: Ask, beat: str, size: int) -> str:
    first = ask.controls.person == "first"
    person = _PERSON[ask.language]["first" if first else ""]
    return prompt("fiction").text[ask.language].format(length=size, person=person, beat=beat)


def _rows(ask: Ask, seed: int, *, free: bool) -> Mapping[str, str]:
    facts = ask.facts
    cast = _cast(_plot(ask, 0), ask, seed)
    names = facts.characters or ("" if free else f"{cast.name}, {cast.other}")
    place = facts.setting or ("" if free else cast.place)
    if ask.language == "zh":
        return {"主题": _theme(ask), "体裁": facts.genre, "人物": names, "地点": place}
    return {"theme": _theme(ask), "genre": facts.genre, "characters": names, "setting": place}


def _count(ask: Ask) -> int:
    return max(2, round((ask.length or LENGTH[ask.language]) / _PASSAGE[ask.language]))


def _theme(ask: Ask) -> str:
    return str(ask.facts.theme or ask.facts.topic)


def _blank(ask: Ask) -> str:
    return "" if ask.language == "zh" else " "


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
