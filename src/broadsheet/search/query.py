"""Reading what was typed: words, "phrases", -exclusions and beginnings*.

Nothing that can be typed is an error but nothing at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from broadsheet import nlp
from broadsheet.core import InvalidInputError
from broadsheet.search.tokens import fold, is_han, stem, terms

_MOST_WORDS = 64
"""Words used of one query: a pasted page is searched by its beginning."""
_MOST_CHARACTERS = 2000
_MEANING = 300
"""Characters embedded: as much as of an article."""
_QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"|(-?)[“「『《]([^”」』》]*)[”」』》]')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W_])(\S+)")
_BEGINNING = re.compile(r"([^\W_]{2,})\*(?!\S)")


@dataclass(frozen=True, slots=True)
class Query:
    """A query read. Each word is its terms in order (more than one must stand together).

    `words` are wanted, `phrases` required, `excluded` refused; `beginnings` are prefixes of folded, unstemmed words;
    `typing` is the last word, perhaps unfinished; `meaning` is the text for the embedding;
    `common` says that there was nothing in it but stop words.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    beginnings: tuple[str, ...] = ()
    typing: str = ""
    meaning: str = ""
    highlights: frozenset[str] = field(default=frozenset())
    common: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing in it can be looked for: symbols, or exclusions alone."""
        return not (self.words or self.phrases or self.beginnings)

    def with_other_names(self, names: Iterable[str]) -> "Query":
        """The query with other names of what it names: looked for as words, and shown."""
        more = tuple(group for group in _groups(fold(name) for name in names) if group not in self.words)
        shown = self.highlights | {term for group in more for term in group}
        return replace(self, words=(*self.words, *more), highlights=shown) if more else self


def read(typed: str) -> Query:
    """The query in `typed`; raises `InvalidInputError` when it is blank.

    A query of stop words alone is searched by them. Quotation marks that don't close are ignored.
    """
    folded = fold(typed[:_MOST_CHARACTERS])
    if not folded.strip():
        raise InvalidInputError("the query is empty", asked=repr(typed[:40]), do="type a word, in Chinese or English")
    quoted = [(m[1] or m[3] or "", m[2] or m[4] or "") for m in _QUOTED.finditer(folded)]
    rest = _QUOTED.sub(" ", folded)
    excluded = [_EXCLUDED.sub(r"\1", m[0]) for m in _EXCLUDED.finditer(rest)]
    rest = _EXCLUDED.sub(" ", rest)
    beginnings = tuple(dict.fromkeys(m[1] for m in _BEGINNING.finditer(rest)))
    rest = _BEGINNING.sub(" ", rest)
    words = _wanted(rest)
    phrases = _groups(text for sign, text in quoted if not sign)
    shown = {t for group in (*words, *phrases) for t in group} | {stem(b) for b in beginnings}
    return Query(
        words=words,
        phrases=phrases,
        excluded=_groups([*(text for sign, text in quoted if sign), *excluded]),
        beginnings=beginnings,
        typing=_unfinished(rest, typed),
        meaning=" ".join([rest, *(text for sign, text in quoted if not sign), *beginnings]).strip()[:_MEANING],
        highlights=frozenset(shown),
        common=bool(words) and not phrases and not beginnings and not _telling(rest),
    )


def _wanted(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of `text` without stop words, or with them when there is nothing else; each once."""
    telling = _telling(text) or [word for word, _, _ in nlp.words(text)]
    return tuple(dict.fromkeys(tuple(group) for w in telling for group in terms(w) if group))[:_MOST_WORDS]


def _telling(text: str) -> list[str]:
    """The words of `text` that are no stop words."""
    return [word for word, _, _ in nlp.words(text) if not nlp.is_stop(word) and any(c.isalnum() for c in word)]


def _groups(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Each text as the sequence of its terms."""
    found = (tuple(t for group in terms(text) for t in group) for text in texts)
    return tuple(dict.fromkeys(group[:_MOST_WORDS] for group in found if group))


def _unfinished(rest: str, typed: str) -> str:
    """The last word when it may still be being typed: letters of an alphabet with nothing after."""
    last = rest.split()[-1] if rest.split() else ""
    open_ended = last.isalnum() and len(last) > 2 and not is_han(last)
    return last if open_ended and typed[-1:].isalnum() else ""
