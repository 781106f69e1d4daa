"""Checks Chinese regulated verse: tones, the links between lines (粘对), rhyme, 孤平, 三平尾, and parallel couplets."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.core import UnknownNameError
from broadsheet.write.prosody.books import near, rhymes, tones
from broadsheet.write.prosody.fault import Fault
from broadsheet.write.prosody.parallel import parallel
from broadsheet.write.prosody.patterns import FORMS, Pattern, Shape, fits, misses, patterns

_MARKS = re.compile(r"[，。！？；、：,.!?;:\s“”‘’《》「」『』]+")
# A line that fits another kind of line as it is, and misses its own by this much, is linked wrongly, not mistoned.
_LINKED_WRONGLY = 2


def lines_of(text: str) -> list[str]:
    """The lines of a verse without punctuation, however it is broken."""
    return [line for line in _MARKS.split(text) if line]


def scan(lines: Sequence[str], form: str, *, book: str = "pingshui") -> tuple[Pattern, list[Fault]]:
    """The pattern that the lines come nearest to, and where they break it; advice where they only strain it.

    Raises `UnknownNameError` for a form that is none.
    """
    if form not in FORMS:
        raise UnknownNameError(f"there is no form of regulated verse called {form!r}", asked=form, choices=list(FORMS))
    wrong = _shape_faults(lines, form)
    if wrong:
        return patterns(form)[0], wrong
    read = [[tones(c, book=book) for c in line] for line in lines]
    judged = [(pattern, _faults(lines, read, pattern, book)) for pattern in patterns(form)]
    # A last character of two tones leaves both open; then the first line is taken to rhyme.
    pattern, faults = min(judged, key=lambda row: (_cost(row[1]), 0 not in row[0].rhymed))
    return pattern, [*faults, *_couplets(lines)]


def line_fits(line: str, pattern: Pattern, number: int, *, book: str = "pingshui") -> bool:
    """Whether a line is regular in its place: no twist, nothing to mend."""
    read = [tones(c, book=book) for c in line]
    return all(read) and any(fits(read, s.tones) for s in pattern.shapes(number) if not s.rule)


def _cost(faults: Sequence[Fault]) -> tuple[int, int]:
    return sum(f.weight == "error" for f in faults), len(faults)


def _shape_faults(lines: Sequence[str], form: str) -> list[Fault]:
    count, size = FORMS[form]
    if len(lines) != count:
        return [Fault("line_count", 0, values={"have": str(len(lines)), "want": str(count)})]
    return [
        Fault("line_length", i, values={"have": str(len(line)), "want": str(size)})
        for i, line in enumerate(lines)
        if len(line) != size
    ]


def _faults(lines: Sequence[str], read: Sequence[Sequence[frozenset[str]]], pattern: Pattern, book: str) -> list[Fault]:
    faults: list[Fault] = []
    for number, line in enumerate(read):
        after = read[number + 1] if number + 1 < len(read) else None
        faults += _line(line, after, pattern, number)
        faults += [Fault("unknown_character", number, i, "advice") for i, t in enumerate(line) if not t]
    return [*_links(faults, read, pattern), *_rhyme(lines, pattern, book)]


def _line(
    line: Sequence[frozenset[str]], after: Sequence[frozenset[str]] | None, pattern: Pattern, number: int
) -> list[Fault]:
    for shape in pattern.shapes(number):
        if fits(line, shape.tones):
            return _twists(shape, after, number)
    base = pattern.base(number)
    free = {i for i in (0, 2, 4) if i < len(base) - 3}
    return [Fault("tone", number, i, values={"want": base[i]}) for i in misses(line, base) if i not in free] or [
        Fault("tone", number, i, values={"want": base[i]}) for i in misses(line, base)
    ]


def _twists(shape: Shape, after: Sequence[frozenset[str]] | None, number: int) -> list[Fault]:
    if not shape.rule:
        return []
    at = len(shape.tones) - 3
    if shape.needs:
        mended = after is not None and fits(after, shape.needs)
        return [Fault("great_twist" if mended else "twist_unsaved", number, at + 1, "advice" if mended else "error")]
    return [Fault(shape.rule, number, at, "error" if shape.weight == "error" else "advice")]


def _links(faults: list[Fault], read: Sequence[Sequence[frozenset[str]]], pattern: Pattern) -> list[Fault]:
    """Where a line is regular of another kind, one broken link is told in place of its many tones."""
    count = Counter(f.line for f in faults if f.weight == "error")
    kept = list(faults)
    for number, wrong in count.items():
        others = (s for p in patterns(_form(pattern)) for s in p.shapes(number) if not s.rule)
        if wrong >= _LINKED_WRONGLY and any(fits(read[number], s.tones) for s in others):
            rule = "opposition" if number % 2 else "adhesion"
            kept = [f for f in kept if f.line != number or f.weight != "error"] + [Fault(rule, number, 1)]
    return sorted(kept, key=lambda f: (f.line, f.at))


def _form(pattern: Pattern) -> str:
    return next(name for name, (count, size) in FORMS.items() if (count, size) == (len(pattern.kinds), pattern.size))


def _rhyme(lines: Sequence[str], pattern: Pattern, book: str) -> list[Fault]:
    last = pattern.size - 1
    places = [n for n in pattern.rhymed if n]
    sets = {n: rhymes(lines[n][-1], book=book) for n in pattern.rhymed}
    votes = Counter(name for n in places for name in sets[n])
    if not votes:
        return [Fault("rhyme", n, last, values={"rhyme": "—"}) for n in places]
    main = max(votes, key=lambda name: (votes[name], name in sets.get(0, ()), name))
    faults = [Fault("rhyme", n, last, values={"rhyme": main}) for n in places if main not in sets[n]]
    if 0 in sets and main not in sets[0]:
        borrowed = any(near(main, name) for name in sets[0])
        faults.append(
            Fault("borrowed" if borrowed else "rhyme", 0, last, "advice" if borrowed else "error", {"rhyme": main})
        )
    ends = [lines[n][-1] for n in pattern.rhymed]
    twice = [n for i, n in enumerate(pattern.rhymed) if ends[i] in ends[:i]]
    return [*faults, *(Fault("rhyme_twice", n, last) for n in twice)]


def _couplets(lines: Sequence[str]) -> list[Fault]:
    """Advice on the two middle couplets of eight lines, which are parallel by custom."""
    if len(lines) != 8:
        return []
    found = []
    for number, (first, second) in enumerate(pairwise(lines)):
        if number in (2, 4):
            found += [Fault("parallel", number + 1, at, "advice") for at in parallel(first, second)]
    return found
