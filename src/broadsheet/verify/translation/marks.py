"""What of a sentence its translation keeps: values, names, quotations, length; each a mark with both places."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from broadsheet.core import Mark
from broadsheet.core.translation import Matter
from broadsheet.verify.matching import COUNTED_BY_WRITERS, same_sides, states_amount
from broadsheet.verify.naming import names_of
from broadsheet.verify.naming.equivalents import rendered
from broadsheet.verify.translation.side import Side
from broadsheet.verify.translation.words import say
from broadsheet.verify.values import (
    ClockTime,
    DateInterval,
    Name,
    Placed,
    Quantity,
    Quotation,
    Score,
    compare,
    compatible,
    find_quantities,
    same_time,
)

V = TypeVar("V", bound=Placed)
# Two figures this near are one that was converted (miles and kilometres) or rounded on the way.
_NEAR = 0.005
_ORDINALS = {
    1: "first", 2: "second|twice", 3: "third", 4: "fourth", 5: "fifth",
    6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth",
}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPOKEN = re.compile(r"[，。！？,.!?]")
# Up to so many characters or words in quotation marks may be a ship's name or a term.
_TERM_HAN, _TERM_WORDS = 6, 3
_CLOSED = re.compile(r"\s*(?:[，。；、,.;)）!！]|\Z)")
# What widens a figure need not stand beside it: 约占总数的6% is about 6 percent.
_WIDE = re.compile(
    r"约|左右|大概|近|逾|超|多|至少|不到|不足|余|\b(?:about|around|some|nearly|almost|roughly|over|more|less|least|under"
    r"|approximately|up to)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,]*\d[万亿]*|[零一二两三四五六七八九十百千万亿]+|[A-Za-z]+(?:-[a-z]+)?")


def values(here: Side, there: Side) -> Iterator[Mark]:
    """Amounts, results, dates and times: each is kept, changed, missing or added."""
    days = list(_days(here, there))
    done = {(id(side), v.start, v.end) for pair in days for side, v in zip((here, there), pair, strict=True)}
    for mine, theirs in days:
        yield Mark("date", "kept", here.at(mine), there.at(theirs))
    one, other = (
        [q for q in _open(s, s.reading.quantities, done) if states_amount(s.reading, q)] for s in (here, there)
    )
    one, other = ([q for q in mine if not _said_in_words(q, side)] for mine, side in ((one, there), (other, here)))
    loose = _open(there, there.reading.quantities, done)
    wide = [bool(_WIDE.search(side.text)) for side in (here, there)]
    alike = _same_widened if all(wide) else _same_amount

    def same(mine: Quantity, theirs: Quantity) -> bool:
        return alike(mine, theirs) and not (_is_stripped(mine, theirs, there) or _is_stripped(theirs, mine, here))

    yield from _matched("number", (here, one), (there, other, loose), same=same, near=_of_one_measure)
    scores = there.of(there.reading.scores)
    yield from _matched("score", (here, here.of(here.reading.scores)), (there, scores, scores), same=_same_score)
    times = there.of(there.reading.clock_times)
    yield from _matched("time", (here, here.of(here.reading.clock_times)), (there, times, times), same=_same_clock)
    dates = _open(there, there.reading.dates, done)
    found = _matched("date", (here, _open(here, here.reading.dates, done)), (there, dates, dates), same=_same_date)
    relative = {(id(s), d.start) for s in (here, there) for d in s.of(s.reading.dates) if is_relative(d)}
    for mark in found:
        places = [(id(s), p.start) for s, p in ((here, mark.source), (there, mark.target)) if p]
        loose_word = mark.bearing != "kept" and relative.issuperset(places)
        yield replace(mark, bearing="doubtful") if loose_word else mark


def _said_in_words(nth: Quantity, side: Side) -> bool:
    """Whether 第三 is told as "third"."""
    words = _ORDINALS.get(int(nth.figure), "") if nth.ordinal and side.language == "en" else ""
    return bool(words) and bool(re.search(rf"\b(?:{words})\b", side.text, re.IGNORECASE))


def _open(side: Side, found: Sequence[V], done: set[tuple[int, int, int]]) -> list[V]:
    """Those of the side's values that are not matched yet."""
    return [v for v in side.of(found) if (id(side), v.start, v.end) not in done]


def _days(here: Side, there: Side) -> Iterator[tuple[DateInterval | Quantity, DateInterval | Quantity]]:
    """A day of no month (8日) beside the ordinal (the 8th) that says it in the other language."""
    for date in here.of(here.reading.dates):
        for nth in there.of(there.reading.quantities):
            if _is_bare_day(date) and nth.ordinal and nth.figure == date.day:
                yield date, nth
    for nth in here.of(here.reading.quantities):
        for date in there.of(there.reading.dates):
            if _is_bare_day(date) and nth.ordinal and nth.figure == date.day:
                yield nth, date


def _is_bare_day(date: DateInterval) -> bool:
    return date.day is not None and (date.month, date.year, date.weekday) == (None, None, None)


def _matched(
    matter: Matter,
    one: tuple[Side, Sequence[V]],
    other: tuple[Side, Sequence[V], Sequence[V]],
    *,
    same: Callable[[V, V], bool],
    near: Callable[[V, V], bool] = lambda _one, _other: True,
) -> Iterator[Mark]:
    """Each value of one side with one of the other's; `loose` may answer but need not be answered."""
    (here, mine), (there, theirs, loose) = one, other
    left = list(dict.fromkeys([*theirs, *loose]))
    open_: list[V] = []
    for value in mine:
        found = next((v for v in left if same(value, v)), None)
        if found is None:
            open_.append(value)
            continue
        left.remove(found)
        yield Mark(matter, "kept", here.at(value), there.at(found))
    rest = [v for v in left if v in theirs]
    for value in open_:
        found = next((v for v in rest if near(value, v)), None)
        if found is None:
            yield Mark(matter, "missing", here.at(value), None, say(there.language, "missing"))
            continue
        rest.remove(found)
        yield Mark(matter, "changed", here.at(value), there.at(found), say(there.language, "changed"))
    for value in (v for v in rest if not _is_counted(v)):
        yield Mark(matter, "added", None, there.at(value), say(there.language, "added"))


def _is_counted(value: Placed) -> bool:
    """Whether it is a small count in words, which translators put in: the two sides for 两岸."""
    return isinstance(value, Quantity) and not value.digits and value.figure <= COUNTED_BY_WRITERS


def _same_amount(one: Quantity, other: Quantity) -> bool:
    if "vague" not in (one.hedge, other.hedge) and {one.hedge, other.hedge} != {"exact"} and not _is_near(one, other):
        return False  # "over 60" holds 70, and is not its translation
    if compare(one, other) in ("same", "rounded") or compare(other, one) in ("same", "rounded"):
        return one.hedge == other.hedge or "exact" not in (one.hedge, other.hedge) or one.hedge == "vague"
    if one.hedge != other.hedge or not compatible(one.unit, other.unit):
        return False
    # "From 40 minutes to eight": a figure without its unit is compared as it is written.
    bare = "" in (one.unit, other.unit) and one.unit != other.unit
    figures = (_written(one), _written(other)) if bare else (one.figure, other.figure)
    return abs(figures[0] - figures[1]) <= _NEAR * max(map(abs, figures))


def _is_near(one: Quantity, other: Quantity) -> bool:
    return abs(one.figure - other.figure) <= _NEAR * max(abs(one.figure), abs(other.figure))


def _is_stripped(full: Quantity, bare: Quantity, side: Side) -> bool:
    """Whether the other side has the figure without its currency and nothing after it: 140万。 for 1.4 million yuan."""
    if not full.unit.isupper() or bare.unit or full.ordinal:
        return False
    elsewhere = any(q.unit == full.unit for q in side.of(side.reading.quantities))
    return not elsewhere and bool(_CLOSED.match(side.reading.plain, bare.end))


def _same_widened(one: Quantity, other: Quantity) -> bool:
    """As `_same_amount`, where both sentences widen some figure, though not right beside it."""
    beside = "exact" in (one.hedge, other.hedge) and one.hedge != other.hedge and compatible(one.unit, other.unit)
    return _same_amount(one, other) or (beside and one.ordinal == other.ordinal and one.figure == other.figure)


def _written(quantity: Quantity) -> float:
    """The figure as it stands, in no unit."""
    found = _NUMBER.search(quantity.text)
    bare = find_quantities(found.group()) if found else ()
    return bare[0].figure if bare else quantity.figure


def _of_one_measure(one: Quantity, other: Quantity) -> bool:
    return compatible(one.unit, other.unit)


def _same_score(one: Score, other: Score) -> bool:
    return same_sides(one, other)


def _same_clock(one: ClockTime, other: ClockTime) -> bool:
    return same_time(one, other)


def _same_date(one: DateInterval, other: DateInterval) -> bool:
    """Whether the parts that both write down agree; words like yesterday write none."""
    parts = [(getattr(one, n), getattr(other, n)) for n in ("year", "month", "day", "weekday")]
    both = [(a, b) for a, b in parts if a is not None and b is not None]
    said = [any(part is not None for part in side) for side in zip(*parts, strict=True)]
    return all(a == b for a, b in both) and (bool(both) or not any(said))


def is_relative(date: DateInterval) -> bool:
    """Whether it is a word like yesterday or 年内, which languages put elsewhere or leave to the context."""
    return (date.year, date.month, date.day, date.weekday) == (None, None, None, None)


def names(here: Side, there: Side, known: Mapping[str, Sequence[str]]) -> Iterator[Mark]:
    """Names: kept where the other side renders them; what can't be told to be one is for an editor to look at."""
    left = _names(there)
    open_: list[Name] = []
    for name in (n for n in _names(here) if n.sure):
        start, end = rendered(name, there.text, [_moved(o, -there.place.start) for o in left], names=known)
        if start < 0:
            open_.append(name)
            continue
        place = there.span(start, end)
        left = [o for o in left if not (o.start < place.end and place.start < o.end)]
        yield Mark("name", "kept", here.at(name), place)
    for name in open_:
        answer = next((o for o in left if o.kind in (name.kind, "other") or name.kind == "other"), None)
        left = [o for o in left if o is not answer]
        key = "name_unlike" if answer else "name_translated" if name.kind == "organisation" else "name"
        place_of = there.at(answer) if answer else None
        yield Mark("name", "doubtful", here.at(name), place_of, say(there.language, key))
    for name in (n for n in left if n.sure):
        yield Mark("name", "doubtful", None, there.at(name), say(there.language, "name_added"))


def _names(side: Side) -> list[Name]:
    found = [n for p in side.reading.passages if side.place.start <= p.start < side.place.end
             for n in names_of(side.reading, p) if len(n.text) > 1]  # fmt: skip
    seen: set[str] = set()
    return [n for n in found if not (n.text in seen or seen.add(n.text))]  # type: ignore[func-returns-value]


def _moved(name: Name, by: int) -> Name:
    return Name(name.text, name.start + by, name.end + by, name.kind, name.sure)


def quotations(here: Side, there: Side) -> Iterator[Mark]:
    """Quotations in their order: as many on both sides. A term in quotation marks may be told without them."""
    one, other = ([q for q in side.of(side.reading.quotations) if not _is_term(q)] for side in (here, there))
    # A short utterance may look like a term on one side only.
    one = one if len(one) >= len(other) else _said(here, len(other), one)
    other = other if len(other) >= len(one) else _said(there, len(one), other)
    for mine, theirs in zip(one, other, strict=False):
        yield Mark("quotation", "kept", here.at(mine), there.at(theirs))
    for mine in one[len(other) :]:
        yield Mark("quotation", "missing", here.at(mine), None, say(there.language, "quotation_missing"))
    for theirs in other[len(one) :]:
        yield Mark("quotation", "added", None, there.at(theirs), say(there.language, "quotation_added"))


def _is_term(quotation: Quotation) -> bool:
    """Whether it is a name or a term rather than what somebody said: short, and with no sentence mark in it."""
    words = quotation.words
    short = len(words) <= _TERM_HAN if _HAN.search(words) else len(words.split()) <= _TERM_WORDS
    return short and not quotation.speaker and not _SPOKEN.search(words)


def _said(side: Side, n: int, found: list[Quotation]) -> list[Quotation]:
    """All quotations of a side, terms too, where those make up the number of the other's."""
    every = side.of(side.reading.quotations)
    return every if len(every) == n else found
