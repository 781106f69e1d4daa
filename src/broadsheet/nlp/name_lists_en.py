"""The lists that the English name rules look things up in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of, words_of


@dataclass(frozen=True, slots=True)
class Lists:
    """Names by what they are, and words by what they say of a name they stand in or beside."""

    organisations: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    first_names: frozenset[str]
    organisation_ends: frozenset[str]
    organisation_begins: frozenset[str]
    place_ends: frozenset[str]
    nothing: frozenset[str]
    demonyms: frozenset[str]
    before_titles: frozenset[str]
    empty: frozenset[str]

    def leads(self, word: str, stretch: str, *, opens: bool) -> bool:
        """Whether `word`, the first of a capitalised stretch, stands before the name rather than in it.

        A function word does; a demonym (`Russian Vladimir Putin`) unless the stretch is one name (`Russian Foreign
        Ministry`); at a sentence's beginning also an adverb, a participle, `Police`.
        """
        if stretch in self.organisations or stretch in self.places:
            return False
        low = word.lower().rstrip(".")
        if low in _function_words() or (opens and is_common(word)):
            return True
        if stretch == word:
            return False
        qualifies = low in self.demonyms or low in self.before_titles
        last = stretch.split()[-1].lower()
        return qualifies and last not in self.organisation_ends and last not in self.place_ends

    def says_nothing(self, name: str) -> bool:
        """Whether a whole name is none: a demonym, a role, `Ministry` alone, `Roman-Catholic`."""
        low = name.lower().rstrip(".")
        if name in self.organisations or name in self.places:
            return False
        parts = low.split()
        if len(parts) > 1 and parts[0] in self.demonyms and parts[-1] in self.organisation_ends:
            return False
        return low in self.empty or is_title(low) or all(part in self.empty for part in re.split(r"[- ]", low))

    def names_someone_next(self, word: str, after: str) -> bool:
        """Whether `word` is an organisation's short form and a given name follows: `NATO Alexander Grushko`."""
        following = after.split()
        return bool(following) and word.isupper() and word in self.organisations and following[0] in self.first_names

    def someone_begins(self, word: str, before: str) -> bool:
        """Whether a given name begins another name: `Republic of Cyprus` and `Stanislav Osadchy`, without a comma."""
        words = before.split()
        return word in self.first_names and "of" in words[1:-1] and words[-1] != "and" and len(words[-1]) > 3

    def joins(self, word: str, before: str) -> bool:
        """Whether an `and` or `the` behind `before` is inside a name.

        `Department of Health and Human Services`, `Department of the Interior`.
        """
        words = before.lower().split()
        if word == "the":
            return len(words) > 1 and words[-1] == "of" and words[-2] in self.organisation_ends
        return word == "and" and "of" in words and any(earlier in self.organisation_ends for earlier in words)


# Sections whose words are no names by themselves.
_EMPTY = ("not names", "demonyms", "organisation ends", "organisation begins", "place ends")


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""
    known, gazetteer = sections_of("names_en"), sections_of("places_en")
    return Lists(
        organisations=known["known organisations"],
        people=known["known people"],
        places=known["known places"] | gazetteer["countries"] | gazetteer["states"] | gazetteer["cities"],
        countries=known["known places"] | gazetteer["countries"] | gazetteer["states"],
        first_names=words_of("first_names"),
        organisation_ends=known["organisation ends"],
        organisation_begins=known["organisation begins"],
        place_ends=known["place ends"],
        nothing=known["not names"],
        demonyms=known["demonyms"],
        before_titles=known["people before titles"],
        empty=frozenset().union(*(known[name] for name in _EMPTY)),
    )


def is_title(word: str) -> bool:
    """Whether `word` stands before people's names: Mr, President, Sen."""
    return word.lower().rstrip(".") in sections_of("names_en")["titles"]


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether `word` starts sentences rather than names: a function word, an adverb or participle by its form."""
    low = word.lower()
    if low in _function_words():
        return True
    if word in lists().first_names or word in lists().places or word in lists().organisations:
        return False
    return low in words_of("stop_en") or low.endswith(("ly", "ing")) or low in sections_of("names_en")["openers"]


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    """Stop words that begin no name: New York, Great Britain, First Bank, May and Will do."""
    return words_of("stop_en") - sections_of("names_en")["begin names"]
