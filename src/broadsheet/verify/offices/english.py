"""The offices an English sentence gives, before a name or after it (Mayor Tom Brandt; Tom Brandt, the mayor of X)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.verify.offices.shapes import Office
from broadsheet.verify.tables import words

_HEADS, _RANKS, _OF = (words("offices", key) for key in ("heads_en", "ranks_en", "portfolios_en"))
_SAME = dict(pair.split("=") for pair in words("offices", "same_en"))


def _any(of: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, of), key=len, reverse=True))


_NAME = r"(?P<holder>[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-Z]\.|de|van|von|bin|al-[A-Z]\w+|[A-ZÀ-Þ][\w'’-]+)){0,3})"
_TITLE = rf"(?P<title>(?:(?:{_any(_RANKS | _OF)})[ -]){{0,4}}(?:{_any(_HEADS)})(?: of state)?)"
_BODY = r" (?:of|at|for|to) (?:the )?(?P<body>[A-Z][\w'&-]*(?: (?:of |and )?[A-Z][\w'&-]*){0,4})"
_FAR = rf"(?:(?i:(?P<far>{_any(_RANKS)})) (?:[A-Z]\w+ ){{1,2}}?)?"
_PRE = re.compile(rf"(?<![\w-]){_FAR}(?i:{_TITLE})(?:{_BODY},|,)? (?=[A-Z]){_NAME}")
_POST = re.compile(
    rf"{_NAME}(?:,| is| was| became| becomes|, who is|, who was| as)"
    rf" (?:(?:the|a|an|its|their|his|her|now|[A-Z][\w.]*'s|\w+'s|[A-Z]\w+) ){{0,3}}{_FAR}(?i:{_TITLE})\b(?:{_BODY})?"
)
_ORDINARY = re.compile(r"(?:of|at|in|on|for|and|the|said|told|who)\Z", re.IGNORECASE)


_MENTION = re.compile(rf"(?<![\w-])(?:{_TITLE})(?![\w-])", re.IGNORECASE)


def titles(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence has the title of an office, whoever may hold it."""
    return [m.span() for m in _MENTION.finditer(sentence)]


def canonical(title: str) -> str:
    """The title in lower case in the form that its other forms are compared by: ceo for chief executive."""
    written = title.lower().replace("-", " ")
    for old, new in sorted(_SAME.items(), key=lambda pair: -len(pair[0])):
        written = re.sub(rf"\b{old}\b", new, written)
    return written


def rank_of(title: str) -> str:
    """The words before a title that make it another: vice, deputy, former."""
    return " ".join(w for w in re.findall(r"\w+", title.lower()) if w in _RANKS)


@lru_cache(maxsize=2048)
def offices(sentence: str) -> tuple[Office, ...]:
    """The offices given to persons in a sentence."""
    return tuple(_offices(sentence.replace("’", "'")))


def _offices(text: str) -> Iterator[Office]:
    for pattern in (_PRE, _POST):
        for m in pattern.finditer(text):
            holder = [w for w in m["holder"].removesuffix("'s").split() if w.lower() not in _HEADS | _RANKS | _OF]
            if holder and not _ORDINARY.match(holder[0]):
                yield _office(m, " ".join(holder))


def _office(m: re.Match[str], holder: str) -> Office:
    parts = canonical(m["title"]).split()
    far = [m["far"].lower()] if m["far"] else []
    rank = " ".join("former" if w == "ex" else w for w in far + parts[:-1] if w in _RANKS)
    scope = frozenset(w for w in parts[:-1] if w not in _RANKS)
    return Office(holder, parts[-1], m.start("title"), m.end("title"), m["title"], rank, scope, m["body"] or "")
