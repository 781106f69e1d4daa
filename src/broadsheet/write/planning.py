"""What must be said, in order: the sentences that matter, with what reports dispute side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadsheet import nlp
from broadsheet.core import Evidence, Span
from broadsheet.write.condensing import SECTION, condensed
from broadsheet.write.conflicts import Conflict, conflicts
from broadsheet.write.corrections import Corrections, corrections, is_apology
from broadsheet.write.differing import days_notice, differing_days, differing_facts, with_both_days
from broadsheet.write.measures import length
from broadsheet.write.naming import named
from broadsheet.write.noticing import conflict_notices, doubts
from broadsheet.write.opening import opening
from broadsheet.write.ranking import SAME, Likeness, choose, scores
from broadsheet.write.redating import is_adrift, redated
from broadsheet.write.retold import Retelling
from broadsheet.write.shapes import Ask, Plan, Point
from broadsheet.write.units import Reading, Unit, content_words, read
from broadsheet.write.wording import say

# Sentences looked at in all: pairs grow with the square.
_IN_ALL = 320
# Points in one plan: more do not fit the context of a small model with their prompt.
_MOST_POINTS = 14
# Of two equal sentences the newer report's wins; one that a newer report has overtaken loses to most.
_FRESH, _STALE = 0.1, 0.3
# A report that its own outlet has corrected since is used last.
_DOUBTFUL = 0.5
_A_DAY = timedelta(hours=24)
_AHEAD = re.compile(
    r"\b(?:will|is to|are to|expected to|due to|no immediate|not immediately|not yet|unclear)\b"
    r"|将于|预计|即将|尚不清楚|尚未|暂无|正在调查"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The evidence read and sorted: printable sentences in the asked language first, then those in others."""

    units: tuple[Unit, ...]
    ours: int
    places: tuple[Span, ...]
    notices: tuple[str, ...]


def plan_points(
    ask: Ask, *, target: int, most: int = _MOST_POINTS, foreign: bool = False, as_of: datetime | None = None
) -> Plan:
    """The plan for a text of about `target` (characters in Chinese, words in English) in at most `most` points.

    With `foreign` sentences in other languages may be planned when there are none in the asked one: a model can say
    them, extraction can't. `as_of` is the day its readers count from, when that is not the newest report's.
    """
    sources = sources_of(ask)
    usable = sources.ours or (len(sources.units) if foreign else 0)
    likeness = Likeness(sources.units)
    differences = conflicts(sources.units, likeness=likeness)
    newest = as_of or newest_of(ask.evidence)
    overtaken = corrections(reports(ask), language=ask.language)
    topic = content_words(ask.given.get("topic", ""), language=ask.language)
    weights = _adjusted(sources.units, scores(likeness, topic=topic), doubtful=overtaken.reports)
    banned = _unfit(sources.units, differences, overtaken, newest) | set(range(usable, len(sources.units)))
    first = None if topic else opening(weights, sources.units, banned=banned)
    retelling = Retelling(sources.units, language=ask.language)
    ranked = choose(likeness, weights, fits=most, banned=banned, first=first, same=retelling.same)
    chosen = _within(ranked, sources.units, target=target, language=ask.language)
    disputes = [c for c in differences if not c.corrected]
    days = differing_days(sources.units[:usable], retelling)
    chosen = with_both_days(_with_both_sides(chosen, disputes, likeness, usable=usable), days)
    order = _ordered(chosen, sources.units)
    points = _with_retellers(points_of(order, sources.units, disputes, newest), order, retelling)
    return Plan(
        points=(*fact_points(ask.evidence), *points),
        titles=_titles(ask, sources.units, overtaken.reports, newest, foreign=foreign and not sources.ours),
        dateline=_place_of(points, sources.places),
        day=(newest.month, newest.day) if newest else None,
        notices=(
            *sources.notices,
            *overtaken.notices,
            *conflict_notices(differences, sources.units, ask.language),
            *(days_notice(pair, sources.units, language=ask.language) for pair in days),
            *differing_facts(ask.evidence, sources.units[:usable], language=ask.language),
            *doubts([sources.units[i] for i in chosen], newest, target=target, language=ask.language),
        ),
    )


def language_of(evidence: Evidence) -> str:
    """The language of a source: what it says it is, else what it reads like."""
    return evidence.language.split("-")[0] or nlp.detect(evidence.text)


def reports(ask: Ask) -> list[Evidence]:
    """The sources that are not facts of the desk, the newest first (those without a date last)."""
    found = [e for e in ask.evidence if not e.source.startswith("fact:")]
    return sorted(found, key=lambda e: -(e.published.timestamp() if e.published else float("-inf")))


def newest_of(evidence: Sequence[Evidence]) -> datetime | None:
    """When the newest source was published; None when none has a date."""
    return max((e.published for e in evidence if e.published), default=None)


def sources_of(ask: Ask) -> Sources:
    """The evidence read: printable sentences, datelines' places and what an editor should know of the reports."""
    own: list[Unit] = []
    other: list[Unit] = []
    places: list[Span] = []
    notices: list[str] = []
    abroad: list[str] = []
    for evidence in reports(ask):
        language = language_of(evidence)
        reading = read(evidence, language="zh" if language == "zh" else "en")
        units = condensed(reading.units)
        (own if language == ask.language else other).extend(units)
        if len(units) < len(reading.units):
            read_of = (str(len(reading.units)), str(-(-len(reading.units) // SECTION)))
            notices.append(say("long_source", ask.language, name=named(evidence), n=read_of[0], sections=read_of[1]))
        if language == ask.language and reading.place:
            places.append(reading.place)
        if language != ask.language:
            abroad.append(named(evidence))
        notices += _warnings(evidence, reading, ask.language)
    if abroad and own:
        notices.append(say("also_reported", ask.language, names=say.names(abroad, ask.language)))
    own = own[:_IN_ALL]
    return Sources((*own, *other[: _IN_ALL - len(own)]), len(own), tuple(places), tuple(notices))


def _warnings(evidence: Evidence, reading: Reading, language: str) -> list[str]:
    if not reading.refused:
        return []
    return [say("instruction_left_out", language, name=named(evidence), n=str(reading.refused))]


def _adjusted(units: Sequence[Unit], weights: Sequence[float], *, doubtful: frozenset[str]) -> list[float]:
    """The weights with newer reports a little ahead, and what an older one only expected far behind."""
    order = list(dict.fromkeys(u.evidence.source for u in units))
    step = {source: _FRESH * (1 - i / max(1, len(order) - 1)) for i, source in enumerate(order)}
    newest = newest_of([u.evidence for u in units])
    return [
        w
        + step[u.evidence.source]
        - (_STALE if _is_overtaken(u, newest) else 0.0)
        - (_DOUBTFUL if u.evidence.source in doubtful else 0.0)
        for w, u in zip(weights, units, strict=True)
    ]


def _unfit(
    units: Sequence[Unit], differences: Sequence[Conflict], overtaken: Corrections, newest: datetime | None
) -> frozenset[int]:
    """The sentences that no plan may have: corrected since, withdrawn, an apology, or of a day nobody can tell."""
    corrected = {c.older.unit for c in differences if c.corrected}
    return frozenset(corrected) | {
        i for i, u in enumerate(units) if overtaken.withdraws(u) or is_apology(u) or _is_adrift(u, newest)
    }


def _is_overtaken(unit: Unit, newest: datetime | None) -> bool:
    """Whether a sentence looks ahead, or says what is not known yet, a day or more before the newest report."""
    published = unit.evidence.published
    if newest is None or published is None or newest - published < _A_DAY:
        return False
    return bool(_AHEAD.search(unit.text))


def _is_adrift(unit: Unit, newest: datetime | None) -> bool:
    return is_adrift(unit.text, unit.evidence.published, newest, language=language_of(unit.evidence))


def _within(ranked: Sequence[int], units: Sequence[Unit], *, target: int, language: str) -> list[int]:
    """The first of `ranked` that fit the target; the first always, one that would overflow by a third never."""
    chosen: list[int] = []
    total = 0
    for i in ranked:
        size = length(units[i].text, language)
        if chosen and total + size > target * 1.15:
            continue
        if units[i].leans and not _follows(i, chosen, units):
            continue
        chosen.append(i)
        total += size
    return chosen


def _follows(i: int, chosen: Sequence[int], units: Sequence[Unit]) -> bool:
    unit = units[i]
    return any(units[j].evidence.source == unit.evidence.source and units[j].index == unit.index - 1 for j in chosen)


def _with_both_sides(chosen: list[int], disputes: Sequence[Conflict], likeness: Likeness, *, usable: int) -> list[int]:
    """The chosen sentences with the other side of each dispute behind its own, unless a sentence like it tells it."""
    result = list(chosen)
    for dispute in disputes:
        a, b = dispute.newer.unit, dispute.older.unit
        for side, other in ((a, b), (b, a)):
            told = other in result or any(likeness.between(other, i) >= SAME for i in result)
            if side in result and other < usable and not told:
                result.insert(result.index(side) + 1, other)
    return result


def _ordered(chosen: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """The lead first, then report by report in the order their best sentence was chosen, each in its own order."""
    if not chosen:
        return []
    lead, rest = chosen[0], chosen[1:]
    rank = {source: i for i, source in enumerate(dict.fromkeys(units[i].evidence.source for i in chosen))}
    after = sorted(rest, key=lambda i: (rank[units[i].evidence.source], units[i].index))
    return [lead, *after]


def points_of(
    order: Sequence[int], units: Sequence[Unit], disputes: Sequence[Conflict], newest: datetime | None
) -> tuple[Point, ...]:
    """The sentences numbered in `order` as points, each knowing which of its figures are disputed."""
    disputed: dict[int, set[float]] = {}
    for figure in (f for d in disputes for f in (d.newer, d.older)):
        disputed.setdefault(figure.unit, set()).add(figure.quantity.figure)
    return tuple(_point(units[i], newest, disputed=frozenset(disputed.get(i, ()))) for i in order)


def _with_retellers(points: Sequence[Point], order: Sequence[int], retelling: Retelling) -> tuple[Point, ...]:
    """The points with the other outlets that tell each; a disputed one is told by its own alone."""
    return tuple(p if p.disputed else replace(p, also=retelling.outlets(i)) for i, p in zip(order, points, strict=True))


def _point(unit: Unit, newest: datetime | None, *, disputed: frozenset[float]) -> Point:
    source = unit.evidence
    text = redated(unit.text, source.published, newest, language=language_of(source))
    return Point(text, (unit.span,), named(source), disputed, unit.leans)


def fact_points(evidence: Sequence[Evidence]) -> tuple[Point, ...]:
    """The desk's own facts among the evidence, each a point; what code derived is for the kind to place."""
    facts = [e for e in evidence if e.source.startswith("fact:") and not e.source.startswith("fact:derived.")]
    return tuple(Point(e.text, (Span(e.source, 0, len(e.text), e.text),)) for e in facts)


def _titles(
    ask: Ask, units: Sequence[Unit], doubtful: frozenset[str], newest: datetime | None, *, foreign: bool
) -> tuple[Point, ...]:
    """The sources' own headlines, each on the first printable sentence below it."""
    leads = {u.evidence.source: u.span for u in reversed(units)}
    rows = [e for e in reports(ask) if e.title.strip() and (foreign or language_of(e) == ask.language)]
    kept = [
        e
        for e in rows
        if e.source in leads
        and e.source not in doubtful
        and redated(e.title, e.published, newest, language=language_of(e)) == e.title
    ]
    return tuple(Point(e.title.strip(), (leads[e.source],), named(e)) for e in kept)


def _place_of(points: Sequence[Point], places: Sequence[Span]) -> Span | None:
    """The place in the dateline of the lead's own report: another report may have been sent from elsewhere."""
    lead = points[0].source if points else ""
    return next((place for place in places if place.source == lead), None)
