"""A script in scenes: headings, actions, cues and speech in the format of the trade. Invented, and marked so."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Finding, Piece, Span, Usage
from broadsheet.write.facts import SETTING
from broadsheet.write.invention.arcs import steps
from broadsheet.write.invention.asking import listed, messages, used
from broadsheet.write.invention.labels import FICTION as MARK
from broadsheet.write.invention.people import real_people
from broadsheet.write.invention.plots import Cast, Plot, Scene, cast_for, plot_for, told
from broadsheet.write.invention.scenes import Element, heading, printed, read
from broadsheet.write.invention.scenes import findings as format_findings
from broadsheet.write.making import Made, Maker, Making
from broadsheet.write.registry import prompt
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point
from broadsheet.write.telling import Telling


@dataclass(frozen=True, slots=True)
class Facts:
    """What is wanted of a script; `setting` names its place."""

    theme: str = field(default="", metadata=SETTING)
    characters: str = field(default="", metadata=SETTING)
    setting: str = field(default="", metadata=SETTING)
    genre: str = field(default="", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"genre": "drama", "characters": "Nora Finch, Mr Harrow"}),
    "zh": Example(facts={"genre": "现实", "characters": "许遥，周伯"}),
}
FICTION = True
LABEL = MARK
LENGTH: Mapping[str, int] = {"en": 260, "zh": 420}
_HEAT = 0.8
# A scene of a dozen lines.
_TOKENS = 260
# Fewer lines than these are no scene; more are left out.
_LEAST, _MOST = 3, 14
_FIXED = {
    "en": "Without a model the script follows a plot of the house; the theme is not worked in.",
    "zh": "没有模型时按固定情节成文，不会写到所给的主题。",
}
_ANYWHERE = {
    "en": (
        ("INT.", "kitchen", "NIGHT"),
        ("EXT.", "street", "DAY"),
        ("INT.", "hallway", "EVENING"),
        ("EXT.", "yard", "DAWN"),
    ),
    "zh": (("内", "厨房", "夜"), ("外", "街口", "日"), ("内", "走廊", "傍晚"), ("外", "院子", "清晨")),
}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The scenes; `foreign` tells that there is a model, which works in a theme."""
    title = _theme(ask) or ask.facts.genre or ask.facts.setting
    titles = (Point(title, (Span("fact:theme", 0, 0, ""),)),) if title else ()
    return Plan(points=(), titles=titles, notices=(_FIXED[ask.language],) if (_theme(ask)) and not foreign else ())


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:  # noqa: ARG001  the plot decides
    """The house's plot in scenes."""
    plot = _plot(ask, variant)
    cast = _cast(plot, ask, ask.seed + variant)
    rows = [e for n, scene in enumerate(plot.scenes, start=1) for e in _scene(scene, n, cast, ask)]
    return _parts([(element, False) for element in rows], ask)


def make(making: Making) -> Maker:
    """Scene by scene by the model; one that is no scene is the plot's own."""
    ask = making.ask
    plot = _plot(ask, making.number)
    cast = _cast(plot, ask, making.options.seed + making.number)
    briefs = _briefs(plot, ask)
    rows: list[tuple[Element, bool]] = []
    usages: list[Usage] = []
    for number, (scene, beat) in enumerate(zip(plot.scenes, briefs, strict=True), start=1):
        head = _anywhere(number, ask) if _theme(ask) else _heading(scene, number, cast, ask)
        said, usage = yield from _asked(making, head, beat, cast)
        usages.append(usage)
        if len(said) >= _LEAST and any(e.kind == "speech" for e in said):
            rows += [(Element("heading", head), False), *((e, True) for e in said)]
        else:
            rows += [(e, False) for e in _scene(scene, number, cast, ask)]
    parts = _parts(rows, ask)
    for part in parts:
        yield making.sentence(part)
    return Made(parts, usages, used("script"))


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """Where the format is broken, and people who are real."""
    body = text.removesuffix(MARK[ask.language]).rstrip()
    given = (ask.facts.theme, ask.facts.characters, ask.facts.topic)
    return [*format_findings(body, language=ask.language), *real_people(text, ask, given=given)]


def _asked(making: Making, head: str, beat: str, cast: Cast) -> Generator[Piece, None, tuple[list[Element], Usage]]:
    ask = making.ask
    names = [cast.name, cast.other, *listed(ask.facts.characters)[2:]]
    comma = "、" if ask.language == "zh" else ", "
    brief = prompt("script").text[ask.language].format(heading=head, beat=beat, cast=comma.join(names))
    options = replace(making.options, max_tokens=_TOKENS)
    if options.strategy == "greedy":
        options = replace(options, strategy="sample", temperature=_HEAT)
    telling = Telling(making.model, messages(brief, _rows(ask), ask), options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    elements = [read(line, names, language=ask.language) for line in telling.text.split("\n")]
    whole = list(dict.fromkeys(e for e in elements if e is not None))
    return whole[:_MOST], telling.usage


def _scene(scene: Scene, number: int, cast: Cast, ask: Ask) -> list[Element]:
    """A scene of the plot: its heading and its lines."""
    elements = [Element("heading", _heading(scene, number, cast, ask))]
    for line in scene.lines:
        mark, *rest = told(line, cast).split("|")
        if mark == "A":
            elements.append(Element("action", rest[0]))
        else:
            who = {"name": cast.name, "other": cast.other}.get(rest[0], rest[0])
            elements.append(Element("speech", rest[2], who, rest[1]))
    return elements


def _parts(rows: Sequence[tuple[Element, bool]], ask: Ask) -> list[Part]:
    texts = printed([element for element, _ in rows], language=ask.language)
    return [
        Part(text, (), joint, "model" if by_model else "template")
        for (text, joint), (_, by_model) in zip(texts, rows, strict=True)
    ]


def _briefs(plot: Plot, ask: Ask) -> list[str]:
    """What happens in each scene: the steps of any story on a theme, else the plot's beats, two a scene."""
    count = len(plot.scenes)
    if _theme(ask):
        return steps(count, language=ask.language)
    share = max(1, len(plot.beats) // count)
    blank = "" if ask.language == "zh" else " "
    return [blank.join(b.brief for b in plot.beats[i * share : (i + 1) * share]) for i in range(count)]


def _heading(scene: Scene, number: int, cast: Cast, ask: Ask) -> str:
    """The plot's heading."""
    return heading(told(scene.heading, cast), number, language=ask.language)


def _anywhere(number: int, ask: Ask) -> str:
    """A heading for a theme of its own: the place that was asked for, else places that any story has."""
    places = _ANYWHERE[ask.language]
    inside, place, time = places[(number - 1) % len(places)]
    where = ask.facts.setting or place
    words = f"{where}　{inside}　{time}" if ask.language == "zh" else f"{inside} {where} - {time}"
    return heading(words, number, language=ask.language)


def _plot(ask: Ask, variant: int) -> Plot:
    return plot_for(ask.facts.genre, language=ask.language, seed=ask.seed, variant=variant)


def _cast(plot: Plot, ask: Ask, seed: int) -> Cast:
    return cast_for(plot, language=ask.language, seed=seed, names=listed(ask.facts.characters), place=ask.facts.setting)


def _rows(ask: Ask) -> Mapping[str, str]:
    facts = ask.facts
    if ask.language == "zh":
        return {"主题": _theme(ask), "体裁": facts.genre, "人物": facts.characters, "地点": facts.setting}
    return {"theme": _theme(ask), "genre": facts.genre, "characters": facts.characters, "setting": facts.setting}


def _theme(ask: Ask) -> str:
    return str(ask.facts.theme or ask.facts.topic)
