"""What becomes of a sentence that does not stand: said again once, else the source's own words, else dropped."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from broadsheet.core import Piece, Usage
from broadsheet.write.attribution import attributed
from broadsheet.write.judging import Judge, Judged
from broadsheet.write.kind import Kind
from broadsheet.write.listening import said_in
from broadsheet.write.making import Making
from broadsheet.write.planning import language_of
from broadsheet.write.prompting import rewrite
from broadsheet.write.shapes import Ask, Part, Point
from broadsheet.write.telling import Telling

# A sentence said again needs no more; the rest would be rambling.
_REWRITE_TOKENS = 160
# How many dropped sentences a notice quotes; the others are counted.
_QUOTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Making):
    """What a variant of a kind is written with."""

    kind: Kind


class Mender:
    """Mends the sentences of one answer. `told` are the points told so far, `usages` what asking again cost.

    With `listening` false the model is gone and is not asked again.
    """

    def __init__(self, writing: Writing, judge: Judge, *, told: set[int], listening: bool) -> None:
        self._writing, self._judge, self._listening = writing, judge, listening
        self.told = told
        self.usages: list[Usage] = []
        self._dropped: list[str] = []

    def mend(self, item: Judged, *, headline: bool = False) -> Generator[Piece, None, Part | None]:
        """What stands in the place of a sentence that does not; nothing when its point is told elsewhere.

        A headline is never mended: the plan gives one.
        """
        if headline or item.point is None or item.point in self.told:
            self._dropped.append(item.text)
            return None
        point = self._writing.plan.points[item.point]
        self.told.add(item.point)
        if self._listening:
            yield self._writing.notice("rewriting", text=item.text, why=item.why)
            again = yield from self._say_again(point)
            if again is not None:
                return again
        if not in_language(point, self._writing.ask):
            self._dropped.append(item.text)
            return None
        yield self._writing.notice("replaced", text=item.text)
        # Under a headline the outlet is said where it changes; elsewhere nothing else would say it.
        outlet = point.outlet if point.disputed or not self._writing.kind.headed else ""
        return replacement(replace(point, outlet=outlet), self._writing.ask)

    def farewell(self) -> Generator[Piece, None, None]:
        """One notice for all that was dropped."""
        if self._dropped:
            more = len(self._dropped) - _QUOTED
            text = " / ".join(self._dropped[:_QUOTED]) + (f" (+{more})" if more > 0 else "")
            yield self._writing.notice("dropped", text=text)

    def _say_again(self, point: Point) -> Generator[Piece, None, Part | None]:
        writing = self._writing
        options = replace(writing.options, max_tokens=min(writing.options.max_tokens, _REWRITE_TOKENS))
        telling = Telling(writing.model, rewrite(point, writing.ask), options, clock=writing.clock)
        for _ in telling.stretches():
            if len(telling.text) > 4 * len(point.text) + 80:
                break
        self.usages.append(telling.usage)
        if telling.failure:
            self._listening = False
            yield writing.notice("model_failed", why=telling.failure)
            return None
        said = [s for line in telling.text.split("\n") for s in said_in(line, language=writing.ask.language)]
        judged = self._judge.judge(said[0]) if said else None
        return model_part(judged) if judged and not judged.why else None


def in_language(point: Point, ask: Ask) -> bool:
    """Whether a point can be printed as it stands."""
    source = next((e for e in ask.evidence if e.source == point.source), None)
    return source is not None and (source.source.startswith("fact:") or language_of(source) == ask.language)


def replacement(point: Point, ask: Ask) -> Part:
    """A point in its source's own words, with the outlet said."""
    return Part(attributed(point.text, point.outlet, language=ask.language), point.spans)


def model_part(judged: Judged) -> Part:
    """A sentence of the model that stands."""
    return Part(judged.text, judged.spans, "", "model")
