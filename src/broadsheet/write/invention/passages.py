"""A story by a model, a passage at a time: each is asked for with what stands before it, so any context holds it."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.core import ModelInputError, Piece, Usage
from broadsheet.core.draft import Writer
from broadsheet.models import Message, Options
from broadsheet.write.invention.asking import messages
from broadsheet.write.invention.repeating import repeats
from broadsheet.write.listening import said_in
from broadsheet.write.making import Making
from broadsheet.write.measures import length
from broadsheet.write.shapes import Part
from broadsheet.write.telling import Telling

_HEAT = 0.8
# Small models fall into loops; more than this, and they leave the language.
_DEARER = 1.05
# Tokens for each word or character asked for, with room to finish a sentence.
_TOKENS = {"en": 1.7, "zh": 1.2}
_SPARE = 40
# How far a passage may run past its share, as a whole last sentence is worth it.
_OVER = 1.4
# Sentences of the story so far that a model is shown.
_SHOWN = 4
# Of the prompt; a model that says it back says nothing.
_FENCE = "====="
_ENDS = tuple("。！？.!?…”’\"'—")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to be written: the whole brief, about how long it is, and what stands there without a model."""

    brief: str
    size: int
    instead: tuple[str, ...]


def write(
    making: Making, passages: Sequence[Passage], rows: Mapping[str, str], *, before: Sequence[str] = ()
) -> Generator[Piece, None, tuple[list[Part], list[Usage]]]:
    """The passages as parts, a paragraph each; where the model fails the plain ones stand."""
    parts: list[Part] = []
    usages: list[Usage] = []
    failed = False
    seen = list(before)
    for passage in passages:
        said: list[str] = []
        if not failed:
            said, usage, failed = yield from _one(making, passage, rows, seen)
            usages.append(usage)
        own = _paragraph(said, making.ask.language)
        made = own or _paragraph(list(passage.instead), making.ask.language, by_model=False)
        made = [replace(made[0], joint="\n\n" if parts else ""), *made[1:]] if made else []
        for part in made:
            yield making.sentence(part)
        parts += made
        seen += [part.text for part in made]
    return parts, usages


def _one(
    making: Making, passage: Passage, rows: Mapping[str, str], seen: Sequence[str]
) -> Generator[Piece, None, tuple[list[str], Usage, bool]]:
    language = making.ask.language
    blank = "" if language == "zh" else " "
    name = "上文" if language == "zh" else "before"
    told = {**rows, name: blank.join(seen[-_SHOWN:])}
    most = int(passage.size * _OVER)
    options = making.options
    if options.strategy == "greedy":
        options = replace(options, strategy="sample", temperature=_HEAT)
    options = replace(options, max_tokens=int(most * _TOKENS[language]) + _SPARE)
    telling = yield from _told(making, messages(passage.brief, told, making.ask), options)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    return _kept(telling.text, [*seen, passage.brief], most, language), telling.usage, bool(telling.failure)


def _told(making: Making, prompt: Sequence[Message], options: Options) -> Generator[Piece, None, Telling]:
    """The answer, repetition made a little dearer where the engine can; nobody asked for that, so others do without."""
    wished = replace(options, repeat_penalty=max(_DEARER, options.repeat_penalty))
    telling = Telling(making.model, prompt, wished, clock=making.clock)
    try:
        yield from _stretches(telling, making)
    except ModelInputError:
        if wished == options:
            raise
        telling = Telling(making.model, prompt, options, clock=making.clock)
        yield from _stretches(telling, making)
    return telling


def _stretches(telling: Telling, making: Making) -> Generator[Piece, None, None]:
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)


def _kept(text: str, seen: Sequence[str], most: int, language: str) -> list[str]:
    """The whole sentences of an answer that say something new, as many as there is room for."""
    kept: list[str] = []
    for line in text.split("\n"):
        for sentence in said_in(line, language=language):
            if (
                not sentence.endswith(_ENDS)
                or _FENCE in sentence
                or repeats(sentence, [*seen, *kept], language=language)
            ):
                continue
            if kept and sum(length(s, language) for s in [*kept, sentence]) > most:
                return kept
            kept.append(sentence)
    return kept


def _paragraph(sentences: Sequence[str], language: str, *, by_model: bool = True) -> list[Part]:
    blank = "" if language == "zh" else " "
    writer: Writer = "model" if by_model else "template"
    return [Part(s, (), blank if i else "", writer) for i, s in enumerate(sentences)]
