"""From a query and filters to the engine's queries."""

from collections.abc import Sequence
from math import log
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.search.engine import Engine
from broadsheet.search.hits import Filters
from broadsheet.search.query import Query
from broadsheet.search.schema import moment, sections
from broadsheet.search.tokens import fold, is_han, pairs, terms

_TITLE = 2.0
"""A word in the title says twice as much as one in the text."""
_PAIRS = 0.5
"""Characters side by side, whatever the dictionary makes of them, count half a word."""
_LEAST_RARITY = 0.1
_BEGINNING = 0.4
_ENDINGS = 12
"""Words tried for an unfinished one."""


def wanted(query: Query, *, engine: Engine) -> list[Any]:
    """What ranks by text, the sum of all that fit: words, phrases and beginnings.

    One flat list: of plain terms side by side the engine skips whatever can't be among the best (block-max WAND).
    """
    found = [option for words in (*query.words, *query.phrases) for option in _options(words, engine=engine)]
    begun = [start for start in (*query.beginnings, query.typing) if start]
    return found + [_boosted(ending, _BEGINNING) for start in begun for ending in _endings(start, engine=engine)]


def required(query: Query, filters: Filters, *, engine: Engine) -> Any | None:
    """What every hit must be, by text or by vector: the phrases, the exclusions and the filters; None for nothing."""
    must = [*_told_by_text(query, filters, engine=engine), *_told_by_columns(filters, engine=engine)]
    banned = [_phrase(words, engine=engine) for words in query.excluded]
    return _all(must, banned=banned) if must or banned else None


def textual(query: Query, filters: Filters, *, engine: Engine) -> Any | None:
    """The part of `required` that columns can't tell, exclusions apart; None for nothing."""
    must = _told_by_text(query, filters, engine=engine)
    return _all(must, banned=()) if must else None


def excluded(query: Query, *, engine: Engine) -> Any | None:
    """What no hit may be; None for nothing."""
    return _any([_phrase(words, engine=engine) for words in query.excluded]) if query.excluded else None


def covering(query: Query, *, engine: Engine) -> tuple[list[list[Any]], list[float]]:
    """The words, phrases and beginnings, each as the queries that find it, and what each weighs.

    A word weighs its inverse document frequency (Spärck Jones, 1972), wherever and however often it stands.
    """
    named = (*query.words, *query.phrases)
    groups = [_options(words, engine=engine) for words in named]
    groups += [[_begun(start, engine=engine)] for start in query.beginnings]
    return groups, [_rarity(words, engine=engine) for words in named] + [1.0 for _ in query.beginnings]


def ranked(options: Sequence[Any], limits: Any | None) -> Any:
    """Any of `options`, ranked by their sum, of what fits `limits`."""
    import tantivy

    if limits is None:
        return _any(options)
    kept = tantivy.Query.boost_query(tantivy.Query.const_score_query(limits, 1.0), 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, _any(options)), (tantivy.Occur.Must, kept)])


def in_title(term: str, *, engine: Engine) -> Any:
    """Whatever has a term in its title."""
    return _sequence("title", [term], engine=engine)


def _options(words: Sequence[str], *, engine: Engine) -> list[Any]:
    """A word in the title, in the text and, for Chinese, as its characters side by side."""
    found = [_boosted(_sequence("title", words, engine=engine), _TITLE), _sequence("text", words, engine=engine)]
    if is_han(joined := "".join(words)):
        found.append(_boosted(_characters(joined, engine=engine), _PAIRS))
    return found


def _phrase(words: Sequence[str], *, engine: Engine) -> Any:
    """Words that stand together; for Chinese its characters, so that it matters not how either side was cut."""
    if is_han(joined := "".join(words)):
        return _characters(joined, engine=engine)
    return _any([_sequence(field, words, engine=engine) for field in ("title", "text")])


def _sequence(field: str, words: Sequence[str], *, engine: Engine) -> Any:
    import tantivy

    if len(words) == 1:
        return tantivy.Query.term_query(engine.schema, field, words[0])
    return tantivy.Query.phrase_query(engine.schema, field, list(words))


def _characters(han: str, *, engine: Engine) -> Any:
    """A run of Chinese characters wherever it stands."""
    import tantivy

    if len(han) == 1:
        return tantivy.Query.regex_query(engine.schema, "pairs", f"{han}.?")
    return _sequence("pairs", list(pairs(han))[:-1], engine=engine)


def _begun(start: str, *, engine: Engine) -> Any:
    """Whatever has one of the most used words that begin so."""
    return _boosted(_any(_endings(start, engine=engine)), _BEGINNING)


def _endings(start: str, *, engine: Engine) -> list[Any]:
    """The most used words that begin so."""
    import tantivy

    if is_han(start):
        return [_characters(start, engine=engine)]
    found = [(field, term) for field in ("title", "text") for term in engine.beginning(field, start, n=_ENDINGS)]
    return [tantivy.Query.term_query(engine.schema, field, term) for field, term in found]


def _rarity(words: Sequence[str], *, engine: Engine) -> float:
    """The inverse document frequency of the rarest of `words` (for Chinese, of its pairs), at least a little."""
    joined = "".join(words)
    parts = [("pairs", p) for p in list(pairs(joined))[:-1]] if is_han(joined) else [("text", w) for w in words]
    rarest = min((engine.frequency(field, part) for field, part in parts), default=0)
    return max(log(1 + (engine.count() - rarest + 0.5) / (rarest + 0.5)), _LEAST_RARITY)


def _told_by_text(query: Query, filters: Filters, *, engine: Engine) -> list[Any]:
    import tantivy

    must = [_phrase(words, engine=engine) for words in query.phrases]
    must += [_begun(start, engine=engine) for start in query.beginnings]
    if filters.entity:
        name = [term for group in terms(fold(filters.entity)) for term in group]
        must.append(_sequence("entity", name, engine=engine) if name else tantivy.Query.empty_query())
    if filters.topic and filters.topic not in sections():
        must.append(tantivy.Query.term_query(engine.schema, "topic", filters.topic))
    return must


def _told_by_columns(filters: Filters, *, engine: Engine) -> list[Any]:
    import tantivy

    exact = {
        "outlet": fold(filters.outlet),
        "language": filters.language,
        "topic": filters.topic if filters.topic in sections() else "",
        "sentiment": filters.sentiment,
    }
    found = [tantivy.Query.term_query(engine.schema, field, value) for field, value in exact.items() if value]
    if filters.since or filters.until:
        found.append(_period(filters, engine=engine))
    return found


def _period(filters: Filters, *, engine: Engine) -> Any:
    import tantivy

    for at in (filters.since, filters.until):
        if at is not None and at.tzinfo is None:
            raise InvalidInputError("a date to search by has no time zone", asked=str(at), do="give an aware datetime")
    return tantivy.Query.range_query(
        engine.schema,
        "published",
        tantivy.FieldType.Date,
        lower_bound=moment(filters.since) if filters.since else None,
        upper_bound=moment(filters.until) if filters.until else None,
        include_upper=filters.until is None,
    )


def _boosted(query: Any, boost: float) -> Any:
    import tantivy

    return tantivy.Query.boost_query(query, boost)


def _any(options: Sequence[Any]) -> Any:
    import tantivy

    return tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in options])


def _all(queries: Sequence[Any], *, banned: Sequence[Any]) -> Any:
    import tantivy

    must = [(tantivy.Occur.Must, q) for q in (queries or [tantivy.Query.all_query()])]
    return tantivy.Query.boolean_query([*must, *((tantivy.Occur.MustNot, q) for q in banned)])
