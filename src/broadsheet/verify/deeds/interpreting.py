"""From the phrases and verbs of a sentence, in order, to the deeds it tells: one reader for both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.verify.deeds.predicates import deed_of, is_pivot
from broadsheet.verify.deeds.shapes import Break, Deed, Party, Phrase, Verb

Piece = Phrase | Verb | Break
Parties = tuple[Party, ...]
# What leads to the one that does it, and to the one it is done to, in either language.
BY, OBJECT = "by", "object"


@dataclass
class _Clause:
    """What has been read of a clause: who it is about, who was named last, and what stands before its verb."""

    subject: Parties = ()
    nearest: Parties = ()
    by: Parties = ()
    objects: Parties = ()
    led: list[tuple[str, Parties]] = field(default_factory=list)
    verb: Verb | None = None
    waiting: tuple[Verb, Parties] | None = None
    doers: Parties = ()
    filled: bool = False


def deeds_of(pieces: Sequence[Piece]) -> tuple[Deed, ...]:
    """The deeds of a sentence given as its pieces in order."""
    return tuple(dict.fromkeys(_read(pieces)))


def _read(pieces: Sequence[Piece]) -> Iterator[Deed]:
    clause = _Clause()
    for piece in pieces:
        if isinstance(piece, Break):
            # A clause without a subject goes on with that of the one before it; a phrase without a verb, set between
            # commas, is about the subject and does not become it.
            about = () if piece.hard else clause.subject or clause.nearest
            clause = _Clause(subject=about, nearest=about)
        elif isinstance(piece, Verb):
            yield from _verb(clause, piece)
        else:
            yield from _phrase(clause, piece)


def _verb(clause: _Clause, verb: Verb) -> Iterator[Deed]:
    """A verb takes what stood before it: by whom, whom, and to whom, where that was said first (被, 把, 向)."""
    if clause.verb is not None and not clause.filled and not clause.waiting:
        # It may find what it was done to behind the clause that this verb begins: 逮捕了[涉嫌诈骗的]赵刚.
        clause.waiting = clause.verb, clause.doers
    if clause.verb is None:
        clause.subject = clause.nearest or clause.subject
    clause.verb, clause.filled = verb, False
    clause.doers = clause.by or clause.nearest or clause.subject
    if clause.by:
        yield from _deeds(verb, clause.by, clause.objects or clause.nearest or clause.subject)
        clause.filled = True
    elif clause.objects:
        yield from _deeds(verb, clause.doers, clause.objects)
    for preposition, parties in clause.led:
        yield from _deeds(verb, clause.doers, parties, preposition=preposition)
    clause.by, clause.objects, clause.led = (), (), []


def _phrase(clause: _Clause, phrase: Phrase) -> Iterator[Deed]:
    if phrase.preposition:
        yield from _led(clause, phrase)
        return
    if phrase.described and clause.waiting:
        yield from _deeds(*clause.waiting, phrase.parties)
        clause.waiting, clause.filled = None, True
    elif clause.verb is not None and not clause.verb.passive and not clause.filled:
        yield from _deeds(clause.verb, clause.doers, phrase.parties)
        clause.filled = True
    # What a verb was done to may itself do the next thing (A要求B起诉C), but a tool does not (持刀刺伤).
    acts = not clause.nearest if clause.verb is None else is_pivot(clause.verb.text)
    if acts or phrase.named:
        clause.nearest = phrase.parties


def _led(clause: _Clause, phrase: Phrase) -> Iterator[Deed]:
    """A phrase after a preposition: by whom, whom, or to, for, from whom."""
    verb = clause.verb
    if phrase.preposition == OBJECT:
        clause.objects = phrase.parties
    elif phrase.preposition == BY and verb is not None and verb.passive:
        yield from _deeds(verb, phrase.parties, clause.doers)
        clause.filled = True
    elif phrase.preposition == BY:
        clause.by = phrase.parties
    else:
        if verb is not None and not verb.passive:
            yield from _deeds(verb, clause.doers, phrase.parties, preposition=phrase.preposition)
        clause.led.append((phrase.preposition, phrase.parties))


def _deeds(verb: Verb, doers: Parties, others: Parties, *, preposition: str = "") -> Iterator[Deed]:
    told = deed_of(verb.text, preposition=preposition)
    if told is None:
        return
    for doer in doers:
        for other in others:
            if doer.head != other.head:
                first, second = (doer, other) if told[1] == "doer" else (other, doer)
                yield Deed(told[0], first, second, verb.start, verb.end)
