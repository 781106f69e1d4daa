"""Words and signs put in the place of others, outside quotations, with a record of each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|\"[^\"\n]*\"|《[^》\n]*》|https?://\S+|\S+@\S+\.\w+")
Put = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Swap:
    """A pattern and what stands in its place; `quoted` swaps reach into quotations, names of works and addresses."""

    pattern: re.Pattern[str]
    put: Put
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Swapped:
    """The text after all swaps, and what was changed into what, each pair once."""

    text: str
    changes: tuple[tuple[str, str], ...]


def swap(text: str, swaps: Iterable[Swap]) -> Swapped:
    """Each swap done in turn."""
    changes: dict[tuple[str, str], None] = {}
    for one in swaps:
        text = _done(text, one, changes)
    return Swapped(text, tuple(changes))


def _done(text: str, one: Swap, changes: dict[tuple[str, str], None]) -> str:
    closed = [] if one.quoted else [m.span() for m in _QUOTED.finditer(text)]

    def put(match: re.Match[str]) -> str:
        if any(a < match.end() and match.start() < b for a, b in closed):
            return match.group()
        new = match.expand(one.put) if isinstance(one.put, str) else one.put(match)
        if new != match.group():
            changes[(match.group().strip(), new.strip())] = None
        return new

    return one.pattern.sub(put, text)


def words_of(pairs: Iterable[tuple[str, str]], *, language: str) -> list[Swap]:
    """Swaps of whole words; in English a capital at the head is kept."""
    found = []
    for old, new in sorted(pairs, key=lambda pair: -len(pair[0])):
        if language == "zh":
            found.append(Swap(re.compile(re.escape(old)), lambda _m, new=new: new))  # type: ignore[misc]
        else:
            pattern = re.compile(rf"(?<![\w'’-]){re.escape(old)}(?![\w'’-])", re.IGNORECASE)
            found.append(Swap(pattern, lambda m, new=new: _cased(m.group(), new)))  # type: ignore[misc]
    return found


def _cased(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() and new else new
