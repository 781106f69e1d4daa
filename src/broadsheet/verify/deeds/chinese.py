"""The phrases and verbs of a Chinese sentence, from the words and tags of the LAC model."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from broadsheet.verify.deeds.interpreting import BY, OBJECT, Piece, deeds_of
from broadsheet.verify.deeds.predicates import is_verb
from broadsheet.verify.deeds.shapes import Break, Deed, Party, Phrase, Verb
from broadsheet.verify.tables import words
from broadsheet.verify.values.names_zh import tagged

Word = tuple[int, str, str]
_NAMES = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_NOUNS = _NAMES | {"n", "nr", "ns", "nt", "s", "r", "an", "vn"}
_WITHIN = _NOUNS | {"m", "q", "a", "b", "f"}
_PASSIVE = words("predicates", "passive_zh")
_OBJECT = frozenset("把将")
_SUFFIXES = frozenset("给于自至成到")
_JOINS = frozenset("、和与及跟同暨") | {"以及"}
# Whoever belongs to a person is another: 李明父亲, 王强律师.
_KIN = words("predicates", "kin_zh")
_ASIDE = words("predicates", "aside_zh")
_NO_BREAK = frozenset('、“”"《》（）()‘’·')
_SENTENCE = frozenset("。；！？!?;\n")


@lru_cache(maxsize=2048)
def deeds(sentence: str) -> tuple[Deed, ...]:
    """The deeds that a sentence tells."""
    return deeds_of(tuple(_pieces(tagged(sentence))))


def _pieces(line: Sequence[Word]) -> Iterator[Piece]:
    at, preposition = 0, ""
    while at < len(line):
        _, word, tag = line[at]
        if _leads(line, at):
            preposition = BY if word in _PASSIVE else OBJECT if word in _OBJECT else word
            at += 1
        elif _is_verb(line, at):
            verb, at = _verb(line, at, passive=preposition == BY)
            yield verb
            preposition = ""
        elif _within(line[at]):
            phrase, at, describes = _phrase(line, at, preposition)
            if phrase and not describes:
                yield phrase
                preposition = ""
            if at < len(line) and line[at][2] == "f":
                yield Break()
        else:
            if cut := _break(word, tag):
                yield cut
                preposition = "" if tag == "w" else preposition
            at += 1


def _break(word: str, tag: str) -> Break | None:
    if tag == "w":
        return None if word in _NO_BREAK else Break(hard=word in _SENTENCE)
    return Break() if tag == "c" and word not in _JOINS else None


def _leads(line: Sequence[Word], at: int) -> bool:
    """Whether a word leads to a noun: a preposition, or a passive mark that the model took for a verb (遭)."""
    _, word, tag = line[at]
    after = line[at + 1][2] if at + 1 < len(line) else ""
    if word in _PASSIVE:
        return tag == "p" or after in _NAMES
    return tag == "p" and not (word in _OBJECT and after in {"v", "d", "p"})


def _is_verb(line: Sequence[Word], at: int) -> bool:
    _, word, tag = line[at]
    if word == "比" and at and line[at - 1][2] == "m":
        return False
    if tag == "v" or word in _PASSIVE:
        return True
    # What the model takes for a noun is a verb where a name or 了 follows at once: 收购 in 苹果收购Beats.
    after = line[at + 1] if at + 1 < len(line) else (0, "", "")
    return tag in {"vn", "n"} and is_verb(word) and (after[2] in _NAMES or after[1] in {"了", "给"})


def _verb(line: Sequence[Word], at: int, *, passive: bool) -> tuple[Verb, int]:
    """The verb at `at`, with 给, 于, 自 after it, and the number of the word after it. A verb after 被 is a passive."""
    start, text, _ = line[at]
    at += 1
    if at < len(line) and line[at][1] in _SUFFIXES and line[at][2] in {"p", "v", "u"}:
        text, at = text + line[at][1], at + 1
    while at < len(line) and line[at][2] == "u" and line[at][1] in {"了", "过", "着"}:
        at += 1
    return Verb(text, start, start + len(text), passive=passive), at


def _phrase(line: Sequence[Word], at: int, preposition: str) -> tuple[Phrase | None, int, bool]:
    """The noun phrase from `at`, where it ends, and whether it describes what comes after it (的)."""
    first = at
    parties: list[Party] = []
    run: list[Word] = []
    names: list[str] = []
    while at < len(line):
        _, word, tag = line[at]
        if (tag == "f" and run) or _is_verb(line, at):
            break
        if _within(line[at]):
            run.append(line[at])
            names += [word] if tag in _NAMES else []
        elif word in _JOINS and run and at + 1 < len(line) and _within(line[at + 1]):
            parties += _party(run)
            run = []
        else:
            break
        at += 1
    parties += _party(run)
    describes = at < len(line) and line[at][1] in {"的", "之"}
    named = any(any(w in p.text for w in names) for p in parties)
    described = first > 0 and line[first - 1][1] in {"的", "之"}
    phrase = Phrase(tuple(parties), preposition, named, described) if parties else None
    return phrase, at + 1 if describes else at, describes


def _within(word: Word) -> bool:
    """Whether a word can be part of a noun phrase that takes part in a deed."""
    return word[2] in _WITHIN and word[1] not in _ASIDE


def _party(run: Sequence[Word]) -> list[Party]:
    """The one a run of nouns names: the person in it, unless one of theirs is meant, else its last noun.

    中国队 is one though cut in two.
    """
    nouns = [w for w in run if w[2] in _NOUNS]
    if not nouns:
        return []
    start, head, _ = nouns[-1]
    person = next((w for w in reversed(nouns) if w[2] == "PER"), None)
    if person and head not in _KIN:
        start, head, _ = person
    if len(head) == 1 and len(nouns) > 1:
        start, head = nouns[-2][0], nouns[-2][1] + head
    return [Party("".join(w for _, w, _ in run), run[0][0], start + len(head), head)]
