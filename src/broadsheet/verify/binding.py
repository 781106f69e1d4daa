"""Whether a value of the draft, which the evidence gives, is there the value of something else.

营收 for 净利润, imports for exports, the first half for the full year: the figure is right and the sentence wrong. A
rival is another value of the evidence of the same kind; the draft's words are held against the words of both. Nothing
is found without a rival whose words the draft has and the given value lacks.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from broadsheet.verify.frames import frame_of
from broadsheet.verify.inside import inside
from broadsheet.verify.periods import periods_of
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Met
from broadsheet.verify.values import DateInterval, agreement
from broadsheet.verify.values.shapes import Placed

V = TypeVar("V", bound=Placed)

# A term is about one value more than about another where the two weights (see frames) are so far apart.
APART, ROLE_APART = 0.45, 0.3
# A term with less than this is not told of a value.
KNOWN = 0.3
# The least weight of words that speak for the rival.
FOR_RIVAL = 0.8
# Words weighing less (see frames) stand too far off to say what a value is not.
BEFORE_IT = 0.8

# What a value's other words tell counts half of what the draft's own words do, and the rival must be ahead by so much.
HALF, LEAD = 0.5, 0.9
# A rival that the draft states itself, beside the value, must be meant by more words.
SPOKEN_FOR = 2.0
# A rival of another time has to be told of so much of what the draft tells.
ALIKE = 0.4


class Binding:
    """The values of a draft held against those of the evidence, by the words each stands among."""

    def __init__(self, draft: Reading) -> None:
        self._draft = draft

    def elsewhere(
        self, value: V, given: Sequence[Met[V]], rivals: Sequence[Met[V]], *, lead: float = LEAD
    ) -> Met[V] | None:
        """The rival that the draft's words mean, where all places that give `value` speak of something else."""
        mine = frame_of(self._draft, value)
        known = [frame_of(m.reading, m.value) for m in given]
        if not known or any(self._open(mine, k) < FOR_RIVAL for k in known):
            return None
        said = frozenset(self._draft.passage_at(value.start).terms) | mine.keys()
        best, found = lead, None
        beside = inside(self._draft.quantities, self._draft.passage_at(value.start))
        stated = {self._draft.text[q.start : q.end] for q in beside if q.start != value.start}
        # Many places tell a value, or a rival, among the same words.
        told = list({frozenset(k.items()): k for k in known}.values())
        for rival in rivals:
            spoken_for = rival.reading.text[rival.value.start : rival.value.end] in stated
            theirs = frame_of(rival.reading, rival.value)
            ahead = min(self._lead(mine, said, k, theirs) for k in told)
            if ahead >= best and ahead >= SPOKEN_FOR * spoken_for and (found is None or ahead > best):
                best, found = ahead, rival
        return found

    def of_another_time(self, value: V, given: Sequence[Met[V]], rivals: Sequence[Met[V]]) -> Met[V] | None:
        """The rival told for the draft's time, where all places that give `value` tell it for another."""
        mine = periods_of(self._draft, value)
        if not mine or not given:
            return None
        for met in given:
            theirs = periods_of(met.reading, met.value)
            if not theirs or any(agreement(d, t) == "same" for d in mine for t in theirs):
                return None
        frame = frame_of(self._draft, value)
        return next((r for r in rivals if self._told_for(r, mine[0]) and self._alike(frame, r)), None)

    def _told_for(self, rival: Met[V], day: DateInterval) -> bool:
        theirs = periods_of(rival.reading, rival.value)
        return bool(theirs) and agreement(day, theirs[0]) == "same"

    def _alike(self, mine: Mapping[str, float], rival: Met[V]) -> bool:
        theirs = frame_of(rival.reading, rival.value)
        own = [t for t, weight in mine.items() if weight > BEFORE_IT]
        return bool(own) and sum(theirs.get(t, 0.0) for t in own) >= ALIKE * len(own)

    def _open(self, mine: Mapping[str, float], given: Mapping[str, float]) -> float:
        """The weight of the draft's words that the given value leaves to a rival."""
        words = (t for t, w in mine.items() if w > BEFORE_IT and given.get(t, 0.0) <= 1.0 - ROLE_APART)
        return sum(self._weight(t) for t in words)

    def _lead(
        self, mine: Mapping[str, float], said: frozenset[str], given: Mapping[str, float], rival: Mapping[str, float]
    ) -> float:
        """How much better the draft's words fit the rival than the given value; 0 where nothing speaks against it."""
        gain = loss = 0.0
        other_role = any(t.startswith("=") and w > BEFORE_IT and t not in mine for t, w in given.items())
        for term, weight in mine.items():
            apart = rival.get(term, 0.0) - given.get(term, 0.0)
            if (
                apart >= (ROLE_APART if other_role and term.startswith("=") else APART)
                and min(rival[term], weight) > BEFORE_IT
            ):
                gain += weight * self._weight(term)
            elif rival.get(term, 0.0) < KNOWN <= given.get(term, 0.0):
                loss += weight * self._weight(term)
        foreign = self._foreign(given, said)
        lead = gain - loss + HALF * min(foreign - self._foreign(rival, said), 1.0)
        return lead if foreign and gain >= FOR_RIVAL else 0.0

    def _foreign(self, frame: Mapping[str, float], said: frozenset[str]) -> float:
        return sum(w * self._weight(t) for t, w in frame.items() if w > BEFORE_IT and t not in said)

    def _weight(self, term: str) -> float:
        return 2.0 if term.startswith("=") else 1.0
