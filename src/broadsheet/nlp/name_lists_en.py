"""The lists that the English name rules look things up in."""

from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of, words_of


@dataclass(frozen=True, slots=True)
class Lists:
    """Names by what they are, and words by what they say of a name they stand in or beside."""

    organisations: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    first_names: frozenset[str]
    organisation_ends: frozenset[str]
    organisation_begins: frozenset[str]
    place_ends: frozenset[str]
    nothing: frozenset[str]
    demonyms: frozenset[str]
    before_titles: frozenset[str]

    def empty(self, word: str, *, alone: bool) -> bool:
        """Whether a capitalised word at the beginning of a name is no part of it: a demonym, a function word, a title."""
        low = word.lower().rstrip(".")
        if low in words_of("stop_en") and low not in ("us",):
            return True
        if alone:
            return low in self.nothing or low in self.demonyms
        return low in self.demonyms or low in self.before_titles

    def completes(self, name: str) -> bool:
        """Whether a whole span that begins with an adjective is one name all the same: `Russian Foreign Ministry`."""
        if name in self.organisations or name in self.places:
            return True
        last = name.split()[-1].lower()
        return last in self.organisation_ends or last in self.place_ends


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""
    known, gazetteer = sections_of("names_en"), sections_of("places_en")
    return Lists(
        organisations=known["known organisations"],
        places=known["known places"] | gazetteer["countries"] | gazetteer["states"] | gazetteer["cities"],
        countries=known["known places"] | gazetteer["countries"] | gazetteer["states"],
        first_names=words_of("first_names"),
        organisation_ends=known["organisation ends"],
        organisation_begins=known["organisation begins"],
        place_ends=known["place ends"],
        nothing=known["not names"],
        demonyms=known["demonyms"],
        before_titles=known["people before titles"],
    )


def is_title(word: str) -> bool:
    """Whether `word` stands before people's names: Mr, President, Sen."""
    return word.lower().rstrip(".") in sections_of("names_en")["titles"]


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether `word` is one that starts sentences rather than a name: a function word, or an adverb or participle by form."""
    low = word.lower()
    if word in lists().first_names or word in lists().places or word in lists().organisations:
        return False
    return low in words_of("stop_en") or low.endswith(("ly", "ing")) or low in _OPENERS


_OPENERS = frozenset(
    "people police officials critics experts analysts officers authorities prosecutors lawyers residents witnesses "
    "protesters supporters voters researchers scientists doctors workers students teachers parents women men children "
    "thousands hundreds dozens many some most investigators firefighters rescuers reports sources figures earlier "
    "despite asked speaking born based given founded critics republicans' shares prices sales profits investors "
    "nearly around responding referring writing watch read click follow share related editor's".split()
)
