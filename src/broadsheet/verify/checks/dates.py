"""Every date and time of day of the draft against the evidence, relative ones resolved from their report's day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.core import Finding
from broadsheet.verify.binding import Binding
from broadsheet.verify.finding import finding
from broadsheet.verify.matching import is_nth
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Met, Record, beside
from broadsheet.verify.values import ClockTime, DateInterval, agreement, same_time

# A date in a clause this alike is taken for what the draft meant; see numbers.COUNTERPART.
COUNTERPART = 0.3
# Sentences tell of many things on one day: the words must speak for another day by so much (see binding).
SURE = 1.9
_PAST_THE_HOUR = ("多", "过")


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each date or time of day that the evidence does not give, or gives otherwise."""
    binding = Binding(draft)
    for day in draft.dates:
        if not _given(day, draft, record):
            yield _missing(draft, record, day)
        elif other := _elsewhere(draft, record, day):
            yield _contradicted(draft, day, other)
        elif other := _of_another_event(draft, record, day, binding):
            yield _contradicted(draft, day, other, rule="dates.bound_elsewhere")
    for time in draft.clock_times:
        met = record.meet(draft, time, lambda r: r.clock_times)
        if not any(_same_time(time, m.value, draft) for m in met) and not _as_a_score(time, record):
            yield _missing_time(draft, time, met)


def _same_time(time: ClockTime, told: ClockTime, draft: Reading) -> bool:
    """Whether the draft's time can be the one told; 8点多 is any within the hour."""
    if draft.plain.startswith(_PAST_THE_HOUR, time.end) and not time.minute % 60:
        told = replace(told, minute=told.minute - told.minute % 60)
    return same_time(time, told)


def _given(day: DateInterval, draft: Reading, record: Record) -> bool:
    if not _checkable(day, draft) or is_nth(day, draft, record):
        return True
    if any(agreement(day, d) in {"same", "wider"} for r in record.readings for d in r.dates):
        return True
    if any(_same_month(day, d) for r in record.readings for d in r.dates):
        return True
    # 2000 may be an amount as well as a year.
    if day.text.isdigit() and any(q.figure == day.year for r in record.readings for q in r.quantities):
        return True
    # The day a report came out is known, though its text need not say it.
    return any(day.first and day.last and r.anchor and day.first <= r.anchor <= day.last for r in record.readings)


def _same_month(day: DateInterval, told: DateInterval) -> bool:
    """Whether a month named without its year can be the one told: the nearest (5月 in December) need not be meant."""
    alone = day.month is not None and day.day is None and day.year is None and told.day is None
    return alone and day.month == told.month and not (day.text[0] in "去明前后" or told.text[0] in "去明前后")


def _elsewhere(draft: Reading, record: Record, day: DateInterval) -> Met[DateInterval] | None:
    """The date meant, where the sentence this one was made from has another and only other sentences have this one."""
    source = record.source_of(draft.passage_at(day.start))
    if source is None or not _checkable(day, draft):
        return None
    first, last = beside(source)
    near = [m for m in record.meet(draft, day, lambda r: r.dates) if m.reading is source.reading]
    if any(first <= m.value.start < last and agreement(day, m.value) != "different" for m in near):
        return None
    passage = draft.passage_at(day.start)
    siblings = [d for d in draft.dates if d != day and passage.start <= d.start < passage.end]
    for m in near:
        inside = source.passage.start <= m.value.start < source.passage.end
        if inside and _alike(day, m.value) and all(agreement(s, m.value) == "different" for s in siblings):
            return m
    return None


def _of_another_event(draft: Reading, record: Record, day: DateInterval, binding: Binding) -> Met[DateInterval] | None:
    """The date meant, where the evidence tells something else of all its places of this one.

    A day that the sentence says twice (before its entry in a list, and in it) is what the second says.
    """
    passage = draft.passage_at(day.start)
    others = (d for d in draft.dates if d != day and passage.start <= d.start < passage.end)
    if any(agreement(day, d) != "different" for d in others):
        return None
    met = record.meet(draft, day, lambda r: r.dates)
    given = [m for m in met if agreement(day, m.value) != "different"]
    taken = set(map(id, given))
    rivals = [m for m in met if id(m) not in taken and _alike(day, m.value)]
    return binding.elsewhere(day, given, rivals, lead=SURE)


def _checkable(day: DateInterval, draft: Reading) -> bool:
    """Whether it says a day at all: `last year` in a draft without a dateline does not."""
    open_words = day.first is None and not any((day.year, day.month, day.day)) and day.weekday is None
    return not (open_words and draft.anchor is None)


def _missing(draft: Reading, record: Record, day: DateInterval) -> Finding:
    met = record.meet(draft, day, lambda r: r.dates)
    siblings = [d for d in draft.dates if d != day]
    for m in met:
        if m.likeness < COUNTERPART:
            break
        if agreement(day, m.value) == "within":
            return finding(draft, day, "dates.precise", found=m.value.text)
        if _alike(day, m.value) and not any(agreement(s, m.value) == "same" for s in siblings):
            return _contradicted(draft, day, m)
    if day.first is None and day.weekday is not None:
        return finding(draft, day, "dates.unsupported", severity="warning")
    return finding(draft, day, "dates.unsupported")


def _alike(day: DateInterval, other: DateInterval) -> bool:
    """Whether both are a day, both a month, both a year: only then is one the correction of the other."""
    if day.days and other.days:
        return (
            day.days == other.days
            or (day.days in range(28, 32) and other.days in range(28, 32))
            or (day.days > 364 and other.days in {365, 366})
        )
    return [p is None for p in (day.year, day.month, day.day)] == [
        p is None for p in (other.year, other.month, other.day)
    ]


def _contradicted(
    draft: Reading, day: DateInterval, m: Met[DateInterval], *, rule: str = "dates.contradicted"
) -> Finding:
    # `Wednesday` of one report is not `Wednesday` of another: only dates that name their day are offered as a fix.
    same_language = m.reading.language == draft.language
    names_a_day = any((m.value.year, m.value.month, m.value.day)) or m.reading.anchor == draft.anchor
    fix = m.value.text if same_language and names_a_day else ""
    return finding(draft, day, rule, found=m.value.text, fix=fix)


def _missing_time(draft: Reading, time: ClockTime, met: Sequence[Met[ClockTime]]) -> Finding:
    other = next((m for m in met if m.likeness >= COUNTERPART), None)
    if other is None:
        return finding(draft, time, "dates.time")
    fix = other.value.text if other.reading.language == draft.language else ""
    return finding(draft, time, "dates.contradicted", found=other.value.text, fix=fix)


def _as_a_score(time: ClockTime, record: Record) -> bool:
    pairs = (s.sides for r in record.readings for s in r.scores)
    return any(60 * hour + minute == time.minute for hour, minute in pairs)
