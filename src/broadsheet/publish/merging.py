"""Two editors' texts that came from one, put together: what only one of them changed is taken, the rest is asked.

The three-way merge of diff3 (S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", FSTTCS 2007), over
sentences: a merge by lines would ask about whole paragraphs, one by words would make sentences that nobody wrote.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

Side = Literal["both", "theirs", "mine", "conflict"]
Choice = Literal["theirs", "mine", "both", "base"]

# A sentence with the blanks behind it, or the end of a line. It need not be right: a wrong cut only asks about more.
_PIECE = re.compile(r"\n+|[^\n]*?(?:[。！？；…]+[”’」』）]*|[.!?]+[”’\")]*(?=\s|$))[ \t]*|[^\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the merged text. `side` says who changed it; in a `conflict` both did, and differently."""

    side: Side
    base: str
    theirs: str
    mine: str

    def text(self, choice: Choice = "mine") -> str:
        """What stands here; `choice` decides a conflict alone."""
        if self.side != "conflict":
            return self.mine if self.side == "mine" else self.theirs
        return {"theirs": self.theirs, "mine": self.mine, "both": self.theirs + self.mine, "base": self.base}[choice]


def merge(base: str, theirs: str, mine: str) -> tuple[Part, ...]:
    """The parts of the text in which both editors' changes to `base` stand, in order.

    Joined, the parts' `base`, `theirs` and `mine` are the three texts: nothing is lost.
    """
    old, one, other = cut(base), cut(theirs), cut(mine)
    return tuple(_named(rows) for rows in _chunks(old, one, other) if any(rows))


def merged(parts: Iterable[Part], choice: Callable[[int], Choice]) -> str:
    """The merged text; `choice(n)` decides the n-th conflict, counted from 0."""
    texts: list[str] = []
    asked = 0
    for part in parts:
        texts.append(part.text(choice(asked)) if part.side == "conflict" else part.text())
        asked += part.side == "conflict"
    return "".join(texts)


def cut(text: str) -> list[str]:
    """`text` in pieces of a sentence or a line break; joined they are the text."""
    return _PIECE.findall(text)


def _named(rows: tuple[str, str, str]) -> Part:
    base, theirs, mine = rows
    if theirs == mine:
        return Part("both", base, theirs, mine)
    if theirs == base:
        return Part("mine", base, theirs, mine)
    return Part("theirs" if mine == base else "conflict", base, theirs, mine)


def _chunks(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The three texts of each stretch, in order: one that nobody changed, then one that somebody did, and so on."""
    first, second = _hunks(old, one), _hunks(old, other)
    at = _Place()
    for start, end in _regions([(h.start, h.end) for h in (*first, *second)]):
        same = "".join(old[at.old : start])
        yield same, same, same
        at = at.moved(start - at.old)
        grown = _Place(end, at.one + end - start + _growth(first, start, end), at.other + end - start)
        grown = replace(grown, other=grown.other + _growth(second, start, end))
        yield "".join(old[start:end]), "".join(one[at.one : grown.one]), "".join(other[at.other : grown.other])
        at = grown
    rest = "".join(old[at.old :])
    yield rest, rest, rest


@dataclass(frozen=True, slots=True)
class _Place:
    """How far each of the three texts was read, in pieces."""

    old: int = 0
    one: int = 0
    other: int = 0

    def moved(self, by: int) -> "_Place":
        return _Place(self.old + by, self.one + by, self.other + by)


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Pieces `[start, end)` of the base became as many and `growth` more."""

    start: int
    end: int
    growth: int


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    """The changes from `old` to `new`; as many pieces in the place of as many are taken one by one."""
    found: list[_Hunk] = []
    for name, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        if b - a == d - c:
            found += [_Hunk(n, n + 1, 0) for n in range(a, b)]
        else:
            found.append(_Hunk(a, b, (d - c) - (b - a)))
    return found


def _growth(hunks: Sequence[_Hunk], start: int, end: int) -> int:
    return sum(h.growth for h in hunks if start <= h.start and h.end <= end)


def _regions(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that were changed; two that overlap are one, and so are two that touch where one inserts only.

    Which of two insertions in one place comes first nobody can tell but the editors.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        last = found[-1] if found else (-1, -1)
        touches = start == last[1] and (start == end or last[0] == last[1])
        if start < last[1] or touches:
            found[-1] = (last[0], max(last[1], end))
        else:
            found.append((start, end))
    return found
