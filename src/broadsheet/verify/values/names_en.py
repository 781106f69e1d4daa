"""English names, by their capitals: runs of capitalised words, acronyms and codes. It has no list of names."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.verify.values.shapes import Name

_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?!\w)|(?:O'|D'|al-|el-)?[A-Z]\w*(?:[-'&][A-Za-z]?\w+)*)"
_LINK = r"(?:\s(?:of|de|da|di|du|la|van|von|der|den|bin|bint|ibn|al|for|the))"
_RUN = re.compile(rf"(?<![\w@#/.-]){_CAPITAL}(?:(?:{_LINK}{{1,2}})?\s{_CAPITAL})*")
_OPENING = re.compile(r"[“\"‘:]\s?|[.!?)]['\"”’]?\s+|\n\s*|[-–—]\s")
# Titles and forms of address go with a name and are not the name; a desk may drop or add them.
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president vice premier prime minister chancellor king queen "
    "prince princess senator sen rep representative governor gov mayor secretary general gen col colonel captain capt lt "
    "sgt judge justice chief chairman chairwoman ceo director ambassador pope rev father sheikh speaker deputy foreign "
    "attorney spokesman spokeswoman congressman congresswoman officer inspector detective commissioner coach former state "
    "the of for de".split()
)
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec i i'm i've i'll i'd am pm gmt bst est edt "
    "cet utc ok tv dvd pdf ad bc god christmas easter internet earth yes oh photo image video read watch related".split()
)
_ENDING = re.compile(r"(?:'s|')\Z")


def find_names(text: str, starts: Sequence[int]) -> Iterator[Name]:
    """The names of `text`, in order, without titles. `starts` are where its sentences begin.

    A name is not `sure` when its first word opens a sentence, where a capital says nothing. A sentence in capitals
    throughout, as some headlines are, has no names that could be told.
    """
    opening = {_first_letter(text, s) for s in starts} | {m.end() for m in _OPENING.finditer(text)}
    ends = [*starts[1:], len(text)]
    shouting = [(a, b) for a, b in zip(starts, ends, strict=True) if _mostly_capitals(text[a:b])]
    for m in _RUN.finditer(text):
        if not any(a <= m.start() < b for a, b in shouting):
            yield from _name(text, m, opens=m.start() in opening)


def words_of(name: str) -> list[str]:
    """The words of a name that tell, in lower case: without titles, links and initials."""
    words = (_ENDING.sub("", w).strip(".,").lower() for w in re.split(r"[\s]+", name.replace("’", "'")))
    return [w for w in words if w not in TITLES and (len(w) > 1 or not w.isalpha())]


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start


def _mostly_capitals(sentence: str) -> bool:
    words = [w for w in re.findall(r"[A-Za-z]+", sentence) if len(w) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _name(text: str, m: re.Match[str], *, opens: bool) -> Iterator[Name]:
    spans = [(w.start() + m.start(), w.end() + m.start()) for w in re.finditer(r"\S+", m.group())]
    while spans and _skipped(text[slice(*spans[0])]):
        spans, opens = spans[1:], False
    while spans and _skipped(text[slice(*spans[-1])]):
        spans = spans[:-1]
    if not spans:
        return
    start = spans[0][0]
    written = _ENDING.sub("", text[start : spans[-1][1]].replace("’", "'"))
    if len(written) > 1:
        coded = any(c.isdigit() for c in written) and " " not in written
        yield Name(text[start : start + len(written)], start, start + len(written), "code" if coded else "other", not opens)


def _skipped(word: str) -> bool:
    bare = _ENDING.sub("", word.replace("’", "'")).strip(".,").lower()
    return bare in TITLES or bare in _NO_NAMES
