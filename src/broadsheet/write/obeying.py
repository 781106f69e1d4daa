"""Hard rules kept: what breaks them is put right by code or said once more, what can't be is left out.

A rule of sentences (a forbidden word, the third person, the house style) is kept by every sentence alone; a rule of
the whole text (required words, lengths) by adding the sources' own sentences and by cutting. Nothing is ever made up
to keep a rule: a text that can't keep one is not given.
"""

import re
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from broadsheet.core import Piece, UnmetRulesError, Usage
from broadsheet.write.compress import headline
from broadsheet.write.judging import Judge
from broadsheet.write.kind import Kind
from broadsheet.write.listening import said_in
from broadsheet.write.measures import cut, length
from broadsheet.write.mending import Writing, in_language, replacement
from broadsheet.write.prompting import OBEY, obey
from broadsheet.write.rule import broken, rules
from broadsheet.write.shapes import Ask, Part, Plan, text_of
from broadsheet.write.supplying import supplies
from broadsheet.write.telling import Telling
from broadsheet.write.wording import say
from broadsheet.write.wordmatch import has

# Of a headline that breaks a rule, others are tried: more than these differ in a word at most.
_TITLES = 8
# A sentence said again needs no more tokens.
_AGAIN = 160


@dataclass(slots=True)
class Obeyed:
    """Parts that keep the rules, and what asking again cost; no parts when they can't be kept."""

    parts: list[Part]
    usages: list[Usage] = field(default_factory=list)
    prompts: set[str] = field(default_factory=set)


def kept(
    parts: Sequence[Part], *, what: Kind, plan: Plan, ask: Ask, writing: Writing | None
) -> Generator[Piece, None, Obeyed]:
    """The parts with every hard rule kept, or none. A headline (a kind with a line each) gets no further sentence.

    What will be printed under the text counts towards the length at most.
    """
    done = Obeyed([])
    for part in parts:
        mended = yield from _sentence(part, plan, ask, writing, done)
        if mended is not None:
            done.parts.append(mended)
    if done.parts:
        done.parts[0] = replace(done.parts[0], joint="")
    if not any(p.spans for p in done.parts) and any(p.spans for p in parts):
        done.parts = []
        return done
    done.parts = _whole(done.parts, what, plan, ask)
    if not is_kept(text_of(done.parts), ask):
        done.parts = []
    return done


def _whole(parts: list[Part], what: Kind, plan: Plan, ask: Ask) -> list[Part]:
    """The parts with the rules of whole texts kept, as far as they can be."""
    label = length(what.label[ask.language], ask.language) if what.label else 0
    full = _with_words(parts, plan, ask, lines=what.each_line)
    if not what.each_line:
        full = _long_enough(full, plan, ask)
    if what.finish is not None and full != parts:
        # What a kind sets under its text (hashtags, a link) is set anew; its limit stands above a wish for length.
        body = [p for p in full if p.spans]
        wanted = [p for p in body if any(has(p.text, w) for w in ask.controls.must)]
        set_, ahead = (what.finish(b, plan, ask) for b in (body, [*wanted, *(p for p in body if p not in wanted)]))
        full = next((f for f in (set_, ahead, _with_keywords(ahead, ask)) if _is_fit(f, what, ask)), ahead)
    return full if ask.controls.most is None else _within(full, ask.controls.most - label, ask)


def is_kept(text: str, ask: Ask) -> bool:
    """Whether a text keeps every hard rule."""
    return not any(f.hard for rule in rules() for f in rule.faults(text, ask.controls, ask.language))


def title_of(parts: Iterable[Part], plan: Plan, ask: Ask) -> Part | None:
    """A headline that keeps the rules: one of `parts`, else one made of a point that does; None when there is none."""
    made = (Part(headline(p.text, language=ask.language), p.spans) for p in plan.points)
    candidates = (p for p in chain(islice(parts, _TITLES), made) if p.text)
    tried = (replace(p, text=_put_right(p.text, ask, only="style")) for p in candidates)
    return next((p for p in tried if not broken(p.text, ask.controls, ask.language)), None)


def require_kept(found: Sequence[object], ask: Ask) -> None:
    """Raises `RequestError` when no variant kept the rules, naming them."""
    asked = ask.controls.asked()
    if found or not asked:
        return
    raise UnmetRulesError(
        "no text from these sources keeps all the rules that were asked for",
        asked=", ".join(f"{name}={value!r}" for name, value in asked.items())[:300],
        do="give more sources, or ask for less",
    )


def _sentence(
    part: Part, plan: Plan, ask: Ask, writing: Writing | None, done: Obeyed
) -> Generator[Piece, None, Part | None]:
    """A sentence that keeps the rules of sentences: put right, said again, its source's own words, or nothing."""
    faults = broken(part.text, ask.controls, ask.language)
    if not faults:
        return part
    styled = _put_right(part.text, ask, only="style")
    if styled and not broken(styled, ask.controls, ask.language):
        return replace(part, text=styled)
    if writing is not None:
        again = yield from _said_again(part, "; ".join(f.message for _, f in faults), writing, done)
        if again is not None:
            return again
    own = _own_words(part, plan, ask)
    if own is None:
        yield Piece("notice", say("rule_dropped", ask.language, text=part.text, why=faults[0][1].message))
    return own


def _put_right(text: str, ask: Ask, *, only: str = "") -> str:
    for rule in rules():
        if rule.mended is not None and (not only or rule.name == only):
            text = rule.mended(text, ask.controls, ask.language)
    return text


def _own_words(part: Part, plan: Plan, ask: Ask) -> Part | None:
    """The sentence of the plan that the part told, when that keeps the rules."""
    for point in plan.points:
        if set(point.spans) & set(part.spans) and in_language(point, ask):
            own = replacement(point, ask)
            text = _put_right(own.text, ask)
            if text and text != part.text:
                return replace(own, text=text, joint=part.joint)
    return None


def _said_again(part: Part, why: str, writing: Writing, done: Obeyed) -> Generator[Piece, None, Part | None]:
    """The sentence as the model says it when told what is wrong with it, if that stands."""
    yield writing.notice("rule_rewriting", text=part.text, why=why)
    options = replace(writing.options, max_tokens=min(writing.options.max_tokens, _AGAIN))
    telling = Telling(writing.model, obey(part.text, why, writing.ask), options, clock=writing.clock)
    for _ in telling.stretches():
        if len(telling.text) > 4 * len(part.text) + 80:
            break
    done.usages.append(telling.usage)
    done.prompts.add(OBEY.label)
    said = [s for line in telling.text.split("\n") for s in said_in(line, language=writing.ask.language)]
    text = _put_right(said[0], writing.ask) if said and not telling.failure else ""
    if not text or broken(text, writing.ask.controls, writing.ask.language):
        return None
    if writing.kind.fiction:
        return replace(part, text=text, written_by="model")
    judged = Judge(writing.plan, writing.ask).judge(text)
    return None if judged.why else Part(text, judged.spans, part.joint, "model")


def _with_words(parts: list[Part], plan: Plan, ask: Ask, *, lines: bool) -> list[Part]:
    """The parts with every required word: by a sentence of the sources that holds it, else set before or under them."""
    missing = [w for w in ask.controls.must if not has(text_of(parts), w)]
    if lines and parts and missing:
        colon, comma = ("：", "、") if ask.language == "zh" else (": ", ", ")
        return [replace(parts[0], text=f"{comma.join(missing)}{colon}{parts[0].text}"), *parts[1:]]
    for word in missing:
        if not has(text_of(parts), word):
            more = next((s for s in supplies(plan, ask, told=parts) if has(s.text, word)), None)
            parts = [*parts, _joined(more, parts, ask)] if more else parts
    return _with_keywords(parts, ask)


def _with_keywords(parts: list[Part], ask: Ask) -> list[Part]:
    """The parts with the required words that stand nowhere in them as keywords under the text."""
    left = [w for w in ask.controls.must if not has(text_of(parts), w)]
    if not left:
        return parts
    return [*parts, Part(say("keywords", ask.language, words=say.names(left, ask.language)), (), "\n\n")]


def _is_fit(parts: list[Part], what: Kind, ask: Ask) -> bool:
    """Whether a text keeps the words and the length at least that were asked for, and its kind's own limit."""
    text = text_of(parts)
    short = ask.controls.least is not None and length(text, ask.language) < ask.controls.least
    limit = what.findings(text, ask) if what.findings else ()
    return not short and all(has(text, w) for w in ask.controls.must) and all(f.severity != "error" for f in limit)


def _joined(part: Part, before: Sequence[Part], ask: Ask) -> Part:
    """A further sentence at the end: in the last paragraph, but not in that of a headline."""
    running = len(before) > 1 and ask.language == "en"
    return replace(part, joint="\n\n" if len(before) <= 1 else " " if running else "")


def _long_enough(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts with more of the sources' sentences, until the length asked for is reached or they have no more."""
    least = ask.controls.least
    if least is None:
        return parts
    for more in supplies(plan, ask, told=parts):
        if length(text_of(parts), ask.language) >= least:
            break
        parts = [*parts, _joined(more, parts, ask)]
    return parts


def _within(parts: list[Part], most: int, ask: Ask) -> list[Part]:
    """The parts within a length: whole sentences that hold no required word go first, the last is cut at a clause."""
    least = ask.controls.least or 0
    while len(parts) > 1 and length(text_of(parts), ask.language) > most:
        needless = _needless(parts, ask)
        shorter = [p for i, p in enumerate(parts) if i != needless]
        if needless is None or length(text_of(shorter), ask.language) < least:
            break
        parts = shorter
    over = length(text_of(parts), ask.language) - most
    if over <= 0 or not parts:
        return parts
    return _cut(parts, over, ask)


def _needless(parts: Sequence[Part], ask: Ask) -> int | None:
    """The last part that can be left out: the first stays, and what alone holds a required word."""
    for i in range(len(parts) - 1, 0, -1):
        rest = text_of([p for j, p in enumerate(parts) if j != i])
        if all(has(rest, w) or not has(parts[i].text, w) for w in ask.controls.must):
            return i
    return None


def _cut(parts: list[Part], over: int, ask: Ask) -> list[Part]:
    """The parts with one of them cut by `over` and more: the last for which the required words stay."""

    def measure(text: str) -> int:
        return length(text, ask.language)

    least = ask.controls.least or 0
    for i in range(len(parts) - 1, -1, -1):
        room = measure(parts[i].text) - over
        for text in (cut(parts[i].text, room, measure=measure), _chopped(parts[i].text, room, ask.language)):
            shorter = [replace(p, text=text) if j == i else p for j, p in enumerate(parts)]
            if text and measure(text_of(shorter)) >= least and is_kept(text_of(shorter), ask):
                return shorter
    return []


def _chopped(text: str, most: int, language: str) -> str:
    """The first `most` words or characters, with a mark that more followed; a quotation is closed again."""
    cuts = [m.start() for m in re.finditer(r"\s", text)] if language == "en" else list(range(len(text)))
    for at in reversed(cuts):
        piece = text[:at].rstrip(",;:，；：、 ") + "…"
        closed = piece + _closing(piece)
        if at and length(closed, language) <= most:
            return closed
    return ""


def _closing(text: str) -> str:
    """The mark that closes a quotation that `text` leaves open; empty when it leaves none."""
    for opens, closes in ("“”", "「」"):
        if text.rfind(opens) > text.rfind(closes):
            return closes
    return '"' if text.count('"') % 2 else ""
