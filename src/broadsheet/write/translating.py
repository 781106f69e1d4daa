"""A text in another language, sentence by sentence: each is checked against its source, asked for once more, marked."""

import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace

from broadsheet.core import (
    InvalidInputError,
    Mark,
    MissingModelError,
    Pair,
    Parity,
    Rendering,
    Stretch,
    Translation,
    Usage,
)
from broadsheet.models import LanguageModel, Message, Options
from broadsheet.verify.translation.parity import is_kept, parity, shortfalls
from broadsheet.write.listening import tidy
from broadsheet.write.registry import prompt
from broadsheet.write.revising.stretches import Stretch as Cut
from broadsheet.write.revising.stretches import sentences
from broadsheet.write.telling import Clock, Telling, summed
from broadsheet.write.translation_words import brief, refigured, say
from broadsheet.write.wording import LANGUAGES, require_language

_RULES, _AGAIN = prompt("translate"), prompt("translate_again")
_PROMPTS = (_RULES.label, _AGAIN.label)
# A model that writes more than this many characters for one of the source has left the task.
_RAMBLE = {"en": 9.0, "zh": 2.5}
_SLACK = 80
# What a text that can be read in one sitting holds: characters.
_LONGEST = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is translated: from `source` to `target` language, `names` as they are to be rendered."""

    text: str
    source: str
    target: str
    names: Mapping[str, str]
    model: LanguageModel
    options: Options
    clock: Clock


@dataclass(slots=True)
class Told:
    """What is gathered on the way: costs, the pair before, and whether the model is still there."""

    usages: list[Usage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    before: Pair | None = None
    failed: bool = False


def translate(  # noqa: PLR0913  the door every caller shares; each argument is one thing a person chooses
    text: str,
    *,
    source: str,
    to: str,
    model: LanguageModel | None,
    names: Mapping[str, str] | None = None,
    options: Options | None = None,
    clock: Clock = time.monotonic,
) -> Iterator[Rendering]:
    """`text` (in the language `source`) in the language `to` (zh, en), streamed; the last has the translation.

    `names` are renderings to keep to. Refused at once: `RequestError` for a language there is no translating to,
    `InvalidInputError` for a text that is blank, too long or in that language already, and `MissingModelError` without
    a model: words looked up one by one are no translation.
    """
    target = require_language(to)
    if not any(c.isalnum() for c in text) or len(text) > _LONGEST:
        raise InvalidInputError(f"a text to translate has 1 to {_LONGEST:,} characters", found=f"{len(text):,}")
    if source == target:
        raise InvalidInputError(
            "the text is in that language already", asked=f"to {target}", found=source, choices=LANGUAGES
        )
    if model is None:
        raise MissingModelError(
            "translating needs a model: words looked up one by one would be no translation",
            asked=f"{source} to {target}",
            do="broadsheet models list shows what fits this machine; a translation made elsewhere can be checked "
            "without one: broadsheet translate FILE --to LANG --check TRANSLATION",
        )
    told = Task(
        text=text,
        source=source,
        target=target,
        names=names or {},
        model=model,
        options=options or Options(),
        clock=clock,
    )
    return _renderings(told)


def _renderings(task: Task) -> Iterator[Rendering]:
    told = Told()
    if task.source not in LANGUAGES:
        yield _note(told, say("third", task.target, found=task.source))
    made, pairs, start = "", [], 0
    for line in task.text.splitlines(keepends=True):
        for cut in _cuts(line, task.source):
            if not any(c.isalnum() for c in cut.text):
                made += cut.text + cut.gap
                continue
            pair = yield from _pair(cut, task, told)
            pair = _placed(pair, start + cut.start, len(made))
            made += pair.target.text + _gap(cut, task.target)
            pairs.append(pair)
            told.before = pair
            yield Rendering("pair", pair.target.text, pair)
        start += len(line)
    whole = Translation(
        text=made.rstrip(" ") if not task.text.endswith(" ") else made,
        source_language=task.source,
        language=task.target,
        parity=Parity(is_kept(pairs), task.source, task.target, tuple(pairs)),
        names=tuple(sorted(task.names.items())),
        notes=tuple(told.notes),
        model=task.model.name,
        prompts=_PROMPTS if not _is_seq2seq(task.model) else (),
        usage=summed(told.usages),
    )
    yield Rendering("translation", whole.text, None, whole)


def _cuts(line: str, language: str) -> list[Cut]:
    body = line.rstrip("\r\n")
    cut = sentences(body, language=language) or [Cut("", "", 0)]
    return [*cut[:-1], replace(cut[-1], gap=cut[-1].gap + line[len(body) :])]


def _gap(cut: Cut, target: str) -> str:
    """What parts a sentence from the next: the source's line breaks, and a blank in English."""
    if "\n" in cut.gap:
        return cut.gap.lstrip(" ")
    return "" if target == "zh" else " "


def _pair(cut: Cut, task: Task, told: Told) -> Generator[Rendering, None, Pair]:
    """One sentence with the better of two tries; what fell short twice is marked, what never came stands as it was."""
    source = cut.text.strip()
    first = yield from _try(source, (), task, told)
    wrong = shortfalls(first) if first else []
    if first is None or not wrong or told.failed or _is_seq2seq(task.model):
        return replace(first, short=bool(wrong)) if first else _untranslated(source)
    second = yield from _try(source, wrong, task, told)
    if second is not None and len(shortfalls(second)) < len(wrong):
        first = second
    mended = _compared(source, refigured(first.target.text, shortfalls(first), source, target=task.target), task)
    if len(shortfalls(mended)) < len(shortfalls(first)):
        first = mended
        yield _note(told, say("figure", task.target, text=mended.target.text))
    short = bool(shortfalls(first))
    if short:
        yield _note(told, say("short", task.target, text=source))
    return replace(first, short=short)


def _try(
    source: str, wrong: tuple[Mark, ...] | list[Mark], task: Task, told: Told
) -> Generator[Rendering, None, Pair | None]:
    if told.failed:
        return None
    telling = Telling(task.model, _messages(source, wrong, task, told), task.options, clock=task.clock)
    enough = len(source) * _RAMBLE[task.target] + _SLACK
    for stretch in telling.stretches():
        yield Rendering("text", stretch)
        if len(telling.text) > enough:
            break
    told.usages.append(telling.usage)
    if telling.failure:
        told.failed = True
        yield _note(told, say("failed", task.target, why=telling.failure))
        return None
    lines = [tidy(line) for line in telling.text.strip().split("\n") if line.strip()]
    target = (" " if task.target == "en" else "").join(lines)
    return _compared(source, target, task) if target else None


def _compared(source: str, target: str, task: Task) -> Pair:
    """A sentence and its translation with what was kept."""
    known = {name: (rendering,) for name, rendering in task.names.items()}
    found = parity(source, target, source_language=task.source, target_language=task.target, names=known)
    marks = tuple(mark for pair in found.pairs for mark in pair.marks)
    return Pair(Stretch(0, len(source), source), Stretch(0, len(target), target), marks, "model")


def _messages(source: str, wrong: tuple[Mark, ...] | list[Mark], task: Task, told: Told) -> list[Message]:
    if _is_seq2seq(task.model):
        return [Message("user", source)]
    before = (told.before.source.text, told.before.target.text) if told.before else None
    here = {name: rendering for name, rendering in task.names.items() if name in source}
    user = brief(source, target=task.target, names=here, before=before)
    if wrong:
        lost = "; ".join(m.source.text if m.source else m.target.text if m.target else "" for m in wrong)
        user += "\n" + _AGAIN.text[task.target].format(lost=lost)
    return [Message("system", _RULES.text[task.target]), Message("user", user)]


def _untranslated(source: str) -> Pair:
    place = Stretch(0, len(source), source)
    return Pair(place, place, (Mark("sentence", "missing", place),), "person", short=True)


def _placed(pair: Pair, source: int, target: int) -> Pair:
    """The pair with its places counted in the whole texts."""
    marks = tuple(replace(m, source=_moved(m.source, source), target=_moved(m.target, target)) for m in pair.marks)
    here, there = _moved(pair.source, source), _moved(pair.target, target)
    return replace(pair, source=here or pair.source, target=there or pair.target, marks=marks)


def _moved(place: Stretch | None, by: int) -> Stretch | None:
    return None if place is None else Stretch(place.start + by, place.end + by, place.text)


def _is_seq2seq(model: LanguageModel) -> bool:
    """Whether it maps a text to a text and takes no orders (Marian, T5): then the sentence is the whole prompt."""
    return getattr(model, "kind", "") == "seq2seq"


def _note(told: Told, text: str) -> Rendering:
    told.notes.append(text)
    return Rendering("notice", text)
