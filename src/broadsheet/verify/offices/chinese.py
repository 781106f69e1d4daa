"""The offices a Chinese sentence gives, before a name or after it (市长陈伟, 陈伟市长, 陈伟任市长)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from broadsheet.verify.offices.shapes import Office
from broadsheet.verify.tables import words
from broadsheet.verify.values.names_zh import tagged

Word = tuple[int, str, str]
_HEADS = sorted(words("offices", "heads_zh"), key=len, reverse=True)
_RANKS = "|".join(sorted(map(re.escape, words("offices", "ranks_zh")), key=len, reverse=True))
_SAME = dict(pair.split("=") for pair in words("offices", "same_zh"))
_HEAD = "|".join(map(re.escape, [*_HEADS, *_SAME]))
_ANY = re.compile(_HEAD)
_TITLE = re.compile(rf"(?:队|方)?(?P<rank>{_RANKS})?(?P<scope>[\u3400-\u9fff]*?)(?P<head>{_HEAD})\Z")
_WITHIN = frozenset({"n", "nz", "nt", "LOC", "ORG", "f", "b", "a", "vn", "nw", "an", "s"})
_NAMED = frozenset({"LOC", "ORG", "nz"})
_INNER = frozenset({"驻", "兼", "副", "前", "原", "代", "总", "时任"})
_TAKES = frozenset({"任", "担任", "出任", "就任", "当选", "当选为", "兼任", "继任"})


_MENTION = re.compile(rf"(?:{_RANKS})?(?:{_HEAD})")


def titles(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence has the title of an office, whoever may hold it."""
    return [m.span() for m in _MENTION.finditer(sentence)]


def canonical(title: str) -> str:
    """The title in the form that its other forms are compared by: 首席执行官 for CEO."""
    return _SAME.get(title, title)


def rank_of(title: str) -> str:
    """What comes before a title and makes it another: 副, 前, 代."""
    m = re.match(_RANKS, title)
    return m.group() if m else ""


@lru_cache(maxsize=2048)
def offices(sentence: str) -> tuple[Office, ...]:
    """The offices given to persons in a sentence, and those it names beside a body though nobody holds them."""
    # Tagging is dear, and where no title stands there is no office.
    return tuple(_offices(tagged(sentence))) if _ANY.search(sentence) else ()


def _offices(line: Sequence[Word]) -> Iterator[Office]:
    for at, (_, word, tag) in enumerate(line):
        if tag == "PER":
            yield from _read(_run(line, at), word)
            yield from _read(_after(line, at), word)
        elif _closes(line, at):
            yield from (office for office in _read(_run(line, at + 1), "") if office.body)


def _closes(line: Sequence[Word], at: int) -> bool:
    """Whether a title ends at `at` and no holder that the model knows is beside it."""
    after = line[at + 1][2] if at + 1 < len(line) else ""
    if line[at][2] != "n" or after in _WITHIN | {"PER", "u"} or not _TITLE.search(line[at][1]):
        return False
    start = at - len(_run(line, at))
    return not any(w[2] == "PER" for w in line[max(0, start - 2) : start])


def _run(line: Sequence[Word], end: int) -> Sequence[Word]:
    """The nouns and names right before the word number `end`."""
    start = end
    while start and (line[start - 1][2] in _WITHIN or line[start - 1][1] in _INNER):
        start -= 1
    return line[start:end]


def _after(line: Sequence[Word], at: int) -> Sequence[Word]:
    """The title right after the name number `at`, or all that it is said to be (陈伟任海港市市长)."""
    first = at + 1
    takes = first < len(line) and line[first][1] in _TAKES
    last = first = first + takes
    while last < len(line) and (line[last][2] in _WITHIN or line[last][1] in _INNER) and (takes or last == first):
        last += 1
    return line[first:last]


def _read(run: Sequence[Word], holder: str) -> Iterator[Office]:
    """The offices that a run of nouns ends in: the words after its last name, parted by 兼."""
    named = max((i for i, w in enumerate(run) if w[2] in _NAMED), default=-1)
    body = "".join(w for _, w, _ in run[: named + 1])
    tail = run[named + 1 :]
    start = tail[0][0] if tail else 0
    for part in re.finditer(r"[^兼]+", "".join(w for _, w, _ in tail)):
        if m := _TITLE.search(part.group()):
            yield _office(m, holder, body, end=start + part.end())


def _office(m: re.Match[str], holder: str, body: str, *, end: int) -> Office:
    whole = m["scope"] + m["head"]
    text = (m["rank"] or "") + whole
    title = _SAME.get(whole) or _SAME.get(m["head"]) or m["head"]
    scope = frozenset({m["scope"]} - {""}) if whole not in _SAME else frozenset()
    return Office(holder, title, end - len(text), end, text, m["rank"] or "", scope, body)
