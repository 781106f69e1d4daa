"""English forms: syllables of a haiku, metre and rhymes of a sonnet."""

from collections.abc import Mapping, Sequence
from itertools import product

from broadsheet.core import UnknownNameError
from broadsheet.write.prosody.fault import Fault
from broadsheet.write.prosody.pronouncing import Sound, rhyme, sounds, syllables, words

# Which lines rhyme, by letter. Petrarch's sestet may be any of three; the commonest stands first.
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "sonnet": ("ababcdcdefefgg",),
    "petrarchan": ("abbaabbacdecde", "abbaabbacdcdcd", "abbaabbacdcdee"),
}
HAIKU = (5, 7, 5)
# The feet of a pentameter; a line may end in one more unstressed syllable (a feminine ending).
_BEATS = 10
# Main stresses on weak places that a line may have: poets turn a foot, most often the first (which costs nothing).
_STRAIN = 1


def counts(line: str) -> frozenset[int]:
    """The numbers of syllables a line may have."""
    return (
        frozenset(sum(pick) for pick in product(*(syllables(w) for w in words(line)))) if _short(line) else frozenset()
    )


def haiku(lines: Sequence[str]) -> list[Fault]:
    """Where three lines are not of five, seven and five syllables."""
    if len(lines) != len(HAIKU):
        return [Fault("line_count", 0, values={"have": str(len(lines)), "want": "3"})]
    return [
        Fault("syllables", i, values={"have": _told(counts(line)), "want": str(want)})
        for i, (line, want) in enumerate(zip(lines, HAIKU, strict=True))
        if want not in counts(line)
    ]


def strain(line: str) -> int | None:
    """How many main stresses stand on weak places when the line is read as a pentameter; None when it is none."""
    costs = {(0, 0): 0}
    for word in words(line):
        after: dict[tuple[int, int], int] = {}
        for (at, _), cost in costs.items():
            for sound in sounds(word):
                end = at + len(sound.stresses)
                total = cost + _misplaced(sound, at)
                if end <= _BEATS + 1 and total < after.get((end, 0), 99):
                    after[end, 0] = total
        costs = after
    whole = [cost for (at, _), cost in costs.items() if at == _BEATS]
    feminine = [cost for (at, _), cost in costs.items() if at == _BEATS + 1]
    return min(whole + feminine, default=None)


def sonnet(lines: Sequence[str], form: str = "sonnet") -> list[Fault]:
    """Where fourteen lines break the pentameter or the rhymes; a near rhyme is advice.

    Raises `UnknownNameError` for a form that is none.
    """
    if form not in SCHEMES:
        raise UnknownNameError(f"there is no sonnet called {form!r}", asked=form, choices=sorted(SCHEMES))
    if len(lines) != 14:
        return [Fault("line_count", 0, values={"have": str(len(lines)), "want": "14"})]
    return [*_metre(lines), *min((rhymes_of(lines, s) for s in SCHEMES[form]), key=_weight)]


def rhymes_of(lines: Sequence[str], scheme: str) -> list[Fault]:
    """Where lines that share a letter of the scheme do not rhyme."""
    ends = [(words(line) or [""])[-1] for line in lines]
    faults = []
    for letter in dict.fromkeys(scheme):
        group = [i for i, mark in enumerate(scheme) if mark == letter]
        for later in group[1:]:
            best = [rhyme(ends[earlier], ends[later]) for earlier in group if earlier < later]
            if "perfect" not in best:
                weight = "advice" if "near" in best else "error"
                values = {"first": ends[group[0]], "second": ends[later]}
                faults.append(Fault("near_rhyme" if weight == "advice" else "no_rhyme", later, -1, weight, values))  # type: ignore[arg-type]
    return faults


def _metre(lines: Sequence[str]) -> list[Fault]:
    found = []
    for number, line in enumerate(lines):
        cost = strain(line)
        if cost is None:
            found.append(Fault("pentameter", number, values={"have": _told(counts(line)), "want": "10"}))
        elif cost > _STRAIN:
            found.append(Fault("iambic", number, weight="error"))
    return found


def _misplaced(sound: Sound, at: int) -> int:
    """Main stresses of a word of several syllables on weak places; at the line's beginning a turned foot is free."""
    if len(sound.stresses) < 2:
        return 0
    weak = [at + i for i, mark in enumerate(sound.stresses) if mark == "1" and (at + i) % 2 == 0]
    return sum(1 for place in weak if place)


def _weight(faults: Sequence[Fault]) -> tuple[int, int]:
    return sum(f.weight == "error" for f in faults), len(faults)


def _short(line: str) -> bool:
    """Longer lines are no verse, and their readings multiply."""
    return 0 < len(words(line)) <= 16


def _told(numbers: frozenset[int]) -> str:
    return "/".join(str(n) for n in sorted(numbers)) or "0"
