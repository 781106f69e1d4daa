"""The phrases and verbs of an English sentence, from word order, capitals and a table of verbs; it tags no words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.deeds.interpreting import BY, Piece, deeds_of
from broadsheet.verify.deeds.predicates import english_forms
from broadsheet.verify.deeds.shapes import Break, Deed, Party, Phrase, Verb
from broadsheet.verify.tables import words
from broadsheet.verify.values.names_en import TITLES

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ0-9](?:[\wÀ-ɏ-]|\.(?=\w))*(?:'[a-z]+)?|[^\w\s]")
_BE = words("predicates", "be_en")
_AUXILIARY = _BE | words("predicates", "auxiliary_en")
_MODALS = words("predicates", "modals_en")
_DETERMINERS = words("predicates", "determiners_en")
_PREPOSITIONS = words("predicates", "prepositions_en")
_PRONOUNS = words("predicates", "pronouns_en")
# With these begins what is no longer the name: when, or how much (`Orion Freight last year`).
_TIMES = words("predicates", "times_en")
_BREAKS = words("predicates", "breaks_en")
_JOINS = frozenset({"and", "or", "&"})
_NO_BREAK = frozenset("\"'“”‘’-$£€%()")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    lower: str
    start: int
    end: int

    @property
    def named(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=2048)
def deeds(sentence: str) -> tuple[Deed, ...]:
    """The deeds that a sentence tells."""
    flat = sentence.replace("’", "'")
    line = [_Word(m.group(), m.group().lower().rstrip("."), m.start(), m.end()) for m in _TOKEN.finditer(flat)]
    return deeds_of(tuple(_pieces(line)))


def _pieces(line: Sequence[_Word]) -> Iterator[Piece]:
    at, preposition, acted = 0, "", False
    while at < len(line):
        word = line[at]
        if form := _verb_at(line, at):
            yield Verb(form, word.start, word.end, passive=_is_passive(line, at))
            preposition, acted = "", True
        elif word.lower in _PREPOSITIONS:
            preposition = BY if word.lower == "by" else word.lower
        elif _opens_phrase(word):
            phrase, at = _phrase(line, at, preposition, acted=acted)
            if phrase:
                yield phrase
                preposition = ""
            continue
        elif cut := _break(word):
            yield cut
            preposition, acted = "", False
        at += 1


def _break(word: _Word) -> Break | None:
    if word.lower in _BREAKS or word.lower in _JOINS:
        return Break()
    parts = not word.text[0].isalnum() and word.text not in _NO_BREAK
    return Break(hard=word.text in ".!?;") if parts else None


def _verb_at(line: Sequence[_Word], at: int) -> str:
    """The base form of the verb at `at`, or nothing where it is no verb or looks like a noun."""
    word, before = line[at], line[at - 1] if at else None
    if word.named or word.lower in _AUXILIARY or before is None or before.lower in _DETERMINERS:
        return ""
    base, kind = english_forms().get(word.lower, ("", ""))
    after = line[at + 1] if at + 1 < len(line) else None
    if kind in {"past", "ing"} or (kind and _acts(before, after, kind)):
        return base
    regular = word.lower.endswith("ed") and len(word.lower) > 4 and (before.lower in _AUXILIARY or _ends_phrase(before))
    return word.lower if not kind and regular else ""


def _acts(before: _Word, after: _Word | None, kind: str) -> bool:
    """Whether a form that may be a noun (attacks, report) is a verb here."""
    if kind == "base":
        return before.lower in _MODALS
    follows = after is not None and (after.named or after.lower in _DETERMINERS)
    return _ends_phrase(before) and follows


def _ends_phrase(word: _Word) -> bool:
    return (
        word.named
        or word.lower.endswith("ly")
        or word.lower in {"who", "which", "he", "she", "they", ","}
        or (word.text[0].isalpha() and word.lower not in _PREPOSITIONS | _DETERMINERS | _AUXILIARY)
    )


def _is_passive(line: Sequence[_Word], at: int) -> bool:
    """A past form after a form of `be`, adverbs aside, or right before `by`."""
    before = [w.lower for w in line[max(0, at - 4) : at]]
    while before and (before[-1].endswith("ly") or before[-1] in {"not", "also", "then", "later", "n't"}):
        before.pop()
    after = [w.lower for w in line[at + 1 : at + 3]]
    past = english_forms().get(line[at].lower, ("", "past"))[1] == "past"
    return past and bool((before and before[-1] in _BE) or (after and after[0] == "by"))


def _opens_phrase(word: _Word) -> bool:
    if not word.text[0].isalnum() or word.lower in _AUXILIARY | _PREPOSITIONS | _BREAKS | _JOINS:
        return False
    return not word.lower.endswith("ly") and word.lower != "not"


def _phrase(line: Sequence[_Word], at: int, preposition: str, *, acted: bool) -> tuple[Phrase | None, int]:
    """The noun phrase from `at`, or None where it only describes the next (Apple's), and where it ends."""
    parties: list[Party] = []
    run: list[_Word] = []
    while at < len(line):
        word = line[at]
        if word.lower in _JOINS and run and at + 1 < len(line) and _goes_on(line, at + 1):
            if acted and _acts_next(line, at + 1):
                break
            parties += _party(run)
            run = []
        elif word.lower == "of" and run and at + 1 < len(line):
            at = _after_of(line, at + 1)
            continue
        elif _opens_phrase(word) and not _verb_at(line, at):
            run.append(word)
            if word.text.endswith(("'s", "s'")):
                return None, at + 1
        else:
            break
        at += 1
    parties += _party(run)
    named = any(p.head[0].isupper() for p in parties)
    return (Phrase(tuple(parties), preposition, named) if parties else None), at


def _goes_on(line: Sequence[_Word], at: int) -> bool:
    return _opens_phrase(line[at]) and not _verb_at(line, at)


def _acts_next(line: Sequence[_Word], at: int) -> bool:
    """Whether the phrase from `at` has a verb of its own, so that a clause begins there."""
    while at < len(line) and _goes_on(line, at):
        at += 1
    return at < len(line) and bool(_verb_at(line, at) or line[at].lower in _AUXILIARY - {"to"})


def _after_of(line: Sequence[_Word], at: int) -> int:
    """Where the phrase that `of` leads to ends: it says whose, and its head is not the whole's."""
    while at < len(line) and _goes_on(line, at):
        at += 1
    return at


def _party(run: Sequence[_Word]) -> list[Party]:
    """The one a run of words names: its last word, whole where capitals name it; a pronoun names nobody."""
    timed = next((i for i, w in enumerate(run) if i and w.lower in _TIMES), len(run))
    run = run[:timed]
    nouns = [w for w in run if w.lower not in _DETERMINERS | _PRONOUNS and w.text[0].isalpha()]
    if not nouns:
        return []
    names = [w for w in nouns if w.named and w.lower not in TITLES]
    last = names[-1] if names and (nouns[-1].named or len(nouns) == 1) else nouns[-1]
    text = " ".join(w.text for w in run)
    return [Party(text, run[0].start, last.end, last.text.rstrip("."))]
