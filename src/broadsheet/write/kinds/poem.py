"""A poem in a form that code checks: regulated verse in Chinese, haiku and sonnets in English, or free.

Without a model it is a cento: lines of old poets that hold the form, each named.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Finding, InvalidInputError, Piece, Span, Usage
from broadsheet.write.facts import SETTING
from broadsheet.write.invention.asking import used
from broadsheet.write.invention.labels import VERSE
from broadsheet.write.invention.people import real_people
from broadsheet.write.making import Made, Maker, Making
from broadsheet.write.prosody import BOOKS, FORMS, patterns, tones
from broadsheet.write.registry import prompt
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point
from broadsheet.write.verse import cento_en, cento_zh, composing_en, composing_zh, free
from broadsheet.write.verse.faults import findings as told
from broadsheet.write.verse.forms import FREE, faults, form_of, forms, lines_in, set_lines
from broadsheet.write.verse.quoted import Quoted, credits
from broadsheet.write.verse.themes import weights


@dataclass(frozen=True, slots=True)
class Facts:
    """`form` is one of the language's; `book` the Chinese rhyme book (pingshui, xinyun); `first_line` is kept."""

    form: str = field(default="", metadata=SETTING)
    theme: str = field(default="", metadata=SETTING)
    keywords: str = field(default="", metadata=SETTING)
    first_line: str = field(default="", metadata=SETTING)
    book: str = field(default="pingshui", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"form": "haiku", "theme": "winter"}),
    "zh": Example(facts={"form": "七绝", "theme": "秋思"}),
}
CHOICES: Mapping[str, Sequence[str]] = {"form": (*forms("zh")[:-1], *forms("en")), "book": BOOKS}
FICTION = True
LABEL = VERSE
# A sonnet's words, a quatrain's characters with their punctuation.
LENGTH: Mapping[str, int] = {"en": 110, "zh": 32}
_SHAPES = {
    "haiku": "Three lines of 5, 7 and 5 syllables, one picture of one moment.",
    "sonnet": "Fourteen lines of iambic pentameter in plain modern English.",
    "petrarchan": "Fourteen lines of iambic pentameter: eight that raise a question, six that answer it.",
}
_FREE = {"en": "Ten to fourteen short lines, no rhymes.", "zh": "十到十四行，每行不超过十二个字，不押韵。"}

Lines = Sequence[str | Quoted]


def plan(ask: Ask, *, foreign: bool = False) -> Plan:  # noqa: ARG001  a poem has no sources to be foreign
    """The form and the theme.

    Raises `UnknownNameError` (form, book) and `InvalidInputError` for an opening line that fits no pattern.
    """
    form = _form(ask)
    first = ask.facts.first_line
    tones("一", book=ask.facts.book)
    if form in FORMS and first and not cento_zh.opens(_wanted_zh(ask, 0)):
        raise InvalidInputError(
            f"the first line fits no pattern of {form}",
            asked=first,
            found=f"{len(first)} characters",
            do=f"give {FORMS[form][1]} characters, such as {patterns(form)[0].base(0)} (平仄), or another form",
        )
    name = f"{form}·{_theme(ask)}" if ask.language == "zh" else f"{form.title()}: {_theme(ask)}"
    title = Point(name.strip("·: "), (Span("fact:theme", 0, 0, ""),))
    return Plan(points=(), titles=(title,))


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:  # noqa: ARG001  the form alone decides
    """The cento of this number; nothing when the library has no further one."""
    table = _weights(ask)
    if _form(ask) in FORMS:
        centos = cento_zh.centos(_wanted_zh(ask, 0), count=variant + 1)
        return _parts(centos[variant].lines, ask) if len(centos) > variant else []
    if ask.language == "zh":
        return _parts(free.cento(table, seed=ask.seed + variant), ask)
    rows = cento_en.centos(_form(ask), table, seed=ask.seed, count=variant + 1)
    return _parts(rows[variant], ask) if len(rows) > variant else []


def make(making: Making) -> Maker:
    """The poem by the model under the form; lines that break it are quoted, and their poets named."""
    ask, seed = making.ask, making.options.seed + making.number
    brief = prompt("poem").text[ask.language].format(form=_form(ask), shape=_shape(ask))
    rows = {_row(ask, "theme"): _theme(ask) or _form(ask), _row(ask, "keywords"): ask.facts.keywords}
    lines, usage = yield from _composed(making, brief, rows, seed)
    parts = _parts(lines, ask)
    for part in parts:
        yield making.sentence(part)
    return Made(parts, [usage], used("poem", "poem_stanza") if "sonnet" in _form(ask) else used("poem"))


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """What breaks or strains the form, line by line, and people who are real."""
    lines = lines_in(text, language=ask.language)
    broken = told(text, faults(lines, _form(ask), book=ask.facts.book), language=ask.language)
    return [*broken, *real_people(text, ask, given=(ask.facts.theme, ask.facts.keywords))]


def _composed(
    making: Making, brief: str, rows: Mapping[str, str], seed: int
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    form, ask = _form(making.ask), making.ask
    if form in FORMS:
        return (yield from composing_zh.compose(making, brief, rows, _wanted_zh(ask, seed)))
    if form == FREE:
        return (yield from free.compose(making, brief, rows, _weights(ask)))
    wanted = composing_en.Wanted(form, _weights(ask), seed)
    return (yield from composing_en.compose(making, brief, rows, wanted))


def _parts(lines: Lines, ask: Ask) -> list[Part]:
    """The lines as they are printed, and whose those are that are quoted."""
    texts = [line.text if isinstance(line, Quoted) else line for line in lines]
    couplets = ask.language == "zh" and _form(ask) != FREE
    printed = set_lines(texts, language="zh" if couplets else "en")
    parts = [
        Part(
            text.lstrip("\n"),
            (),
            "\n" if text.startswith("\n") else "",
            "template" if isinstance(line, Quoted) else "model",
        )
        for text, line in zip(printed, lines, strict=True)
    ]
    if ask.facts.first_line and not isinstance(lines[0], Quoted):
        parts[0] = replace(parts[0], written_by="person")
    whose = credits([line if isinstance(line, Quoted) else None for line in lines], language=ask.language)
    return [*parts, Part(whose, (), "\n\n")] if whose else parts


def _form(ask: Ask) -> str:
    return form_of(ask.facts.form, language=ask.language)


def _theme(ask: Ask) -> str:
    return str(ask.facts.theme or ask.facts.topic or ask.facts.keywords)


def _weights(ask: Ask) -> Mapping[str, float]:
    return weights(f"{_theme(ask)} {ask.facts.keywords}", language=ask.language)


def _wanted_zh(ask: Ask, seed: int) -> cento_zh.Wanted:
    facts = ask.facts
    first = "".join(lines_in(facts.first_line, language="zh")[:1])
    return cento_zh.Wanted(_form(ask), _weights(ask), facts.book, first, seed or ask.seed)


def _shape(ask: Ask) -> str:
    form = _form(ask)
    if form in FORMS:
        count, size = FORMS[form]
        return f"共{count}句，每句{size}个字，意思连贯，有画面。"
    return _FREE[ask.language] if form == FREE else _SHAPES[form]


def _row(ask: Ask, name: str) -> str:
    return {"theme": "题", "keywords": "须写到"}[name] if ask.language == "zh" else name
