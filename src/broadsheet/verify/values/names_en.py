"""English names, by their capitals: runs of capitalised words, acronyms and codes. It has no list of names."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.verify.tables import words
from broadsheet.verify.values.shapes import Name

# A Latin letter or digit: `\w` would run on into Chinese (A股).
_L = "[A-Za-z0-9À-ɏ]"
_CAPITAL = rf"(?:(?:[A-Z]\.){{2,}}|[A-Z]\.(?!{_L})|(?:O'|D'|al-|el-)?[A-ZÀ-ÞŁŚŠŽ]{_L}*(?:[-'&]{_L}+)*)"
_LINK = r"(?:\s(?:of|de|da|di|du|la|van|von|der|den|bin|bint|ibn|al|for|the))"
_RUN = re.compile(rf"(?<![A-Za-z0-9À-ɏ@#/.-]){_CAPITAL}(?:(?:{_LINK}{{1,2}})?\s{_CAPITAL})*")
_OPENING = re.compile(r"[“\"‘:]\s?|[.!?)]['\"”’]?\s+|\n\s*|[-–—]\s")
TITLES = words("words", "titles_en")
_NO_NAMES = words("words", "capitals_en")
# A single word that opens a sentence is taken for a name when it speaks.
_SPEAKS = re.compile(r"(?:,)?\s(?:said|says|told|added|wrote|who|tweeted|argued)\b")
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
    ended = sentence.rstrip().endswith((".", "!", "?", '"', "”"))
    return len(words) >= 4 and not ended and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _name(text: str, m: re.Match[str], *, opens: bool) -> Iterator[Name]:
    """The names in a run of capitals: a possessive ends one (DW's German channel), titles at either end are cut off."""
    words = [(w.start() + m.start(), w.end() + m.start()) for w in re.finditer(r"\S+", m.group())]
    run: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        run.append(word)
        if at == len(words) - 1 or text[word[1] - 2 : word[1]].replace("’", "'") == "'s":
            yield from _trimmed(text, run, opens=opens and run[0] == words[0])
            run = []


def _trimmed(text: str, spans: list[tuple[int, int]], *, opens: bool) -> Iterator[Name]:
    while spans and _skipped(text[slice(*spans[0])]):
        spans, opens = spans[1:], False
    while spans and _skipped(text[slice(*spans[-1])]):
        spans = spans[:-1]
    if not spans:
        return
    start = spans[0][0]
    written = _ENDING.sub("", text[start : spans[-1][1]].replace("’", "'"))
    lone = opens and len(spans) == 1 and not written.isupper()
    if len(written) > 1 and not (lone and not _SPEAKS.match(text, spans[-1][1])):
        coded = any(c.isdigit() for c in written) and " " not in written
        name = text[start : start + len(written)]
        yield Name(name, start, start + len(written), "code" if coded else "other", not opens)


def _skipped(word: str) -> bool:
    bare = _ENDING.sub("", word.replace("’", "'")).strip(".,").lower()
    return bare in TITLES or bare in _NO_NAMES
