"""Whether the evidence says the opposite: a negation put in or taken out, rose for fell."""

import re
from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.polarity import Negated, Turn, directed, negations, turns, word_stems
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.statements.surroundings import beside
from broadsheet.verify.values import Place

# Only a sentence of the evidence this alike is taken to be about the same thing; below it a negation may belong to
# another fact. Set by hand: 0.4 to 0.6 for the first and 0.35 to 0.65 for the last changed nothing on the tune half of
# evals/verify_mutations, whose sentences are close to the evidence's; freer rewording was not measured.
SAME_MATTER = 0.5
SAME_WORDS = 0.6
SAME_TURN = 0.5
# The segmenter may glue a Chinese negator to its neighbour (终未|能够); so near before a word it is one all the same.
_NEGATOR_REACH = 4
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_BEHIND = 12  # characters behind a turn where its figure stands: fell by 3.5, 下降了约3.5


def opposed(draft: Reading, passage: Passage, record: Record) -> Iterator[Finding]:
    """The findings of polarity in a sentence: words of it that the evidence's closest sentence has the other way."""
    if record.has_verbatim(passage.text):
        return
    alike = [a for a in record.align(passage) if a.reading.language == draft.language and _same_matter(passage, a)]
    if not alike:
        return
    yield from _negated(draft, passage, alike)
    yield from _turned(draft, passage, record, alike)


def _same_matter(passage: Passage, aligned: Aligned) -> bool:
    """Whether most of a draft sentence is in one of the evidence, by its terms or, but for its direction, its words."""
    if aligned.share >= SAME_MATTER:
        return True
    mine = directed(passage.text)
    return len(mine) > 1 and len(mine & directed(aligned.passage.text)) >= SAME_WORDS * len(mine)


def _negated(draft: Reading, passage: Passage, alike: list[Aligned]) -> Iterator[Finding]:
    mine = {n.word: n for n in negations(passage.text)}
    best = alike[0]
    theirs = {n.word: n for n in negations(best.passage.text)}
    everywhere = {n.word for a in alike for n in negations(a.passage.text)}
    affirmed = word_stems(best.passage.text)
    for word, negated in mine.items():
        if word in affirmed and word not in everywhere and not _negates(best.passage, word):
            yield _finding(draft, passage, negated, "support.negation", best.passage.text)
    for word, negated in theirs.items():
        said = word in word_stems(passage.text) and word not in mine
        if (
            said
            and not _negates(passage, word)
            and not _affirmed_beside(word, alike)
            and not _affirms(best.passage, word)
        ):
            at = passage.text.lower().find(word)
            place = Negated(at, at + len(word), word)
            found = best.passage.text[negated.start : negated.end]
            yield _finding(draft, passage, place, "support.negation", found)


def _negates(passage: Passage, word: str) -> bool:
    """Whether a clause of `passage` with the word has any negation: "no leak was found" negates `found` as well."""
    parts = [passage.text[c.start - passage.start : c.end - passage.start] for c in passage.clauses]
    cut_off = re.search(rf"[不没未无非][\u3400-\u9fff]{{0,{_NEGATOR_REACH}}}{re.escape(word)}", passage.text)
    return bool(cut_off) or any(word in word_stems(part) and negations(part) for part in parts)


def _affirms(passage: Passage, word: str) -> bool:
    """Whether another clause of `passage` has the word with no negation: what is held, and then found otherwise."""
    parts = [passage.text[c.start - passage.start : c.end - passage.start] for c in passage.clauses]
    return any(word in word_stems(part) and not negations(part) for part in parts)


def _affirmed_beside(word: str, alike: list[Aligned]) -> bool:
    """Whether another close sentence of the evidence has the word without a negation."""
    return any(
        word in word_stems(a.passage.text) and word not in {n.word for n in negations(a.passage.text)} for a in alike
    )


def _turned(draft: Reading, passage: Passage, record: Record, alike: list[Aligned]) -> Iterator[Finding]:
    for turn in turns(passage.text):
        best: dict[int, tuple[float, Turn, Aligned]] = {}
        for aligned in alike:
            for side, other in _facing(passage.text, turn, aligned.passage.text):
                if _other_figures(passage.text[turn.end :], aligned.passage.text[other.end :]):
                    continue
                place, there = (turn.start, turn.end), (other.start, other.end)
                share = beside(passage.text, place, other=aligned.passage.text, there=there, record=record)
                if share > best.get(side, (0.0,))[0]:
                    best[side] = share, other, aligned
        same, opposite = best.get(turn.side), best.get(1 - turn.side)
        if opposite and opposite[0] >= SAME_TURN and (same is None or same[0] < opposite[0] * 0.8):
            _, other, aligned = opposite
            found = aligned.passage.text[other.start : other.end]
            yield _finding(draft, passage, turn, "support.direction", found)


def _facing(sentence: str, turn: Turn, theirs: str) -> Iterator[tuple[int, Turn]]:
    """The words of `theirs` on the turn's axis, each with the side it takes: "not guilty" is on that of "acquitted".

    One that is negated where the turn is not speaks for the turn's side or not at all: that negations differ is told
    by another finding.
    """
    denied = _is_denied(sentence, turn)
    for other in turns(theirs):
        if other.axis == turn.axis and denied == _is_denied(theirs, other):
            yield other.side, other
        elif other.axis == turn.axis and other.side != turn.side:
            yield turn.side, other


def _other_figures(mine: str, theirs: str) -> bool:
    """Whether figures stand right behind both words and none is the same: two amounts of two things."""
    here, there = (set(_FIGURE.findall(text[:_BEHIND])) for text in (mine, theirs))
    return bool(here and there) and here.isdisjoint(there)


def _is_denied(sentence: str, turn: Turn) -> bool:
    return any(n.start <= turn.start < n.end for n in negations(sentence))


def _finding(draft: Reading, passage: Passage, at: Negated | Turn, rule: str, found: str) -> Finding:
    place = Place(passage.start + at.start, passage.start + at.end)
    shown = found if len(found) <= 80 else found[:79] + "…"
    fix = found if rule == "support.direction" else ""
    return finding(draft, place, rule, found=shown, fix=fix)
