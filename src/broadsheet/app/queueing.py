"""The queue: what of the day's wire is most worth checking, and what editors made of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import get_args

from broadsheet import verify
from broadsheet.app.fact_checking import FactChecking
from broadsheet.app.moments import moved
from broadsheet.app.queue_item import Place, QueueItem, Voice, sentence_key
from broadsheet.app.queue_reading import READ, candidates, gathered, places
from broadsheet.app.queue_voices import voices
from broadsheet.core import FactCheck, InvalidInputError, QueueMark, UnknownNameError
from broadsheet.core.fact_check import QueueState

HOURS, MOST_HOURS = 24, 24 * 14
_LOOKED_AT = 3  # times as many claims are looked at closely as are shown: what is around them changes their order
_PER_STORY = 3  # claims of one story in a queue
_REPORTS = 10  # reports of a story that are listened to, the last ones
_PAGE = 400  # reports read at a time
STATES: tuple[QueueState, ...] = get_args(QueueState)
_SHOWN: tuple[QueueState, ...] = ("open", "taken")


class Queueing(FactChecking):
    """The part of the newsroom that says what to check first."""

    def queue(
        self,
        *,
        hours: int = HOURS,
        day: str = "",
        language: str = "",
        state: str = "",
        limit: int = 30,
        told: str = "",
    ) -> list[QueueItem]:
        """What the reports of the last `hours` (or of a `day`, 2026-11-08, in UTC) say that is most worth checking.

        `language` keeps one language, `state` what has that mark (empty: open and taken); the reasons are in the
        language `told`, else in each sentence's. Raises `InvalidInputError` and `UnknownNameError`.
        """
        if state and state not in STATES:
            raise UnknownNameError(f"there is no state called {state!r}", asked=state, choices=STATES)
        if not 1 <= limit <= 200:
            raise InvalidInputError("a queue has 1 to 200 sentences", asked=str(limit))
        since, until = self._window(hours, day)
        claims = self._claims(since, until, language)
        marks = self.store.queue_marks.of([p.key for _, members in claims for p in members])
        wanted = [c for c in claims if _state(c[1], marks) in ((state,) if state else _SHOWN)]
        items = list(self._weighed(_thinned(wanted, self._stories(wanted))[: _LOOKED_AT * limit], told))
        best = sorted(items, key=lambda i: (-i.score, i.place.at, i.key))[:limit]
        earlier = self._earlier([i.place.text for i in best])
        return [
            replace(_marked(item, marks), earlier=tuple(checks)) for item, checks in zip(best, earlier, strict=True)
        ]

    def mark(self, sentence: str, state: str, *, by: str = "", article: int | None = None) -> str:
        """Mark a sentence of the queue `taken` or `dismissed`, or `open` again; returns what it is kept under.

        Raises `UnknownNameError` for another state, `InvalidInputError` for no sentence and `NotFoundError`.
        """
        choices = ("open", "taken", "dismissed")
        if state not in choices:
            raise UnknownNameError(f"a sentence can't be marked {state!r}", asked=state, choices=choices)
        if not any(c.isalnum() for c in sentence):
            raise InvalidInputError("there is no sentence to mark", do="give a sentence of the queue")
        if article is not None:
            self.article(article)
        key = sentence_key(sentence)
        if state == "open":
            self.store.queue_marks.remove(key)
        else:
            self.store.queue_marks.put(key, QueueMark(sentence, state, by=by, article=article))  # type: ignore[arg-type]
        return key

    def keep_verdict(self, check: FactCheck, *, sentence: str = "", by: str = "") -> int:
        """Keep a verdict as a fact check and mark the `sentence` of the queue it was made of as checked.

        Returns its id; raises what `keep_fact_check` raises.
        """
        id = self.keep_fact_check(check)
        if sentence.strip():
            mark = QueueMark(sentence, "checked", by=by, article=check.article, fact_check=id)
            self.store.queue_marks.put(sentence_key(sentence), mark)
        return id

    def _window(self, hours: int, day: str) -> tuple[datetime, datetime]:
        end = self.edition() + timedelta(microseconds=1)
        if not day:
            if not 1 <= hours <= MOST_HOURS:
                raise InvalidInputError("a queue reaches back 1 to 336 hours", asked=str(hours))
            return moved(end, -timedelta(hours=hours)), end
        try:
            first = datetime.fromisoformat(day).replace(tzinfo=end.tzinfo)
        except ValueError as error:
            raise InvalidInputError("this is not a day", asked=day, do="write it as 2026-11-08") from error
        return first, moved(first, timedelta(days=1))

    def _claims(self, since: datetime, until: datetime, language: str) -> list[tuple[float, list[Place]]]:
        """The claims of a window with their near-copies; read once for as long as no report comes."""
        state = (since, until, language, self.store.articles.count())
        with self._lock:
            if state not in self._read_claims:
                self._read_claims.clear()
                ids = self.store.stories.within(since, until - timedelta(microseconds=1))
                self._read_claims[state] = gathered(sorted(self._candidates(ids, language), key=_order))
            return self._read_claims[state]

    @cached_property
    def _read_claims(self) -> dict[tuple[datetime, datetime, str, int], list[tuple[float, list[Place]]]]:
        return {}

    def _candidates(self, ids: Sequence[int], language: str) -> Iterator[tuple[float, Place]]:
        for first in range(0, len(ids), _PAGE):
            reports = self.store.articles.leads(ids[first : first + _PAGE], characters=READ)
            yield from candidates([r for r in reports if not language or r.value.language == language])

    def _stories(self, claims: Sequence[tuple[float, list[Place]]]) -> Mapping[int, int]:
        return self.store.stories.of_articles({p.article for _, members in claims for p in members})

    def _weighed(self, claims: Sequence[tuple[float, list[Place]]], told: str) -> Iterator[QueueItem]:
        stories = self._stories(claims)
        others = self._other_sentences(set(stories.values()))
        asked = [
            (members[0], [p for p in others.get(stories.get(members[0].article, 0), ()) if _elsewhere(p, members)])
            for _, members in claims
        ]
        heard = voices(asked, embed=self.embedder.embed)
        outlets = {story: len({p.outlet for p in said}) for story, said in others.items()}
        for (_, members), around in zip(claims, heard, strict=True):
            story = stories.get(members[0].article)
            copies = self._copies(members)
            item = QueueItem(
                members[0].key,
                members[0],
                story,
                said_by=(*copies, *(v for v in around if not v.differs)),
                differing=tuple(v for v in around if v.differs),
            )
            yield self._scored(item, outlets.get(story or 0, 1), told)

    def _copies(self, members: Sequence[Place]) -> list[Voice]:
        """The reports with a near-copy of the first, and the outlets whose whole report was a copy of one of them."""
        first = members[0]
        told = [Voice(p.article, p.outlet, p.language, p.text) for p in members[1:]]
        known = {first.outlet, *(v.outlet for v in told)}
        for place in members:
            for _, outlet in self.store.articles.duplicates(place.article):
                if outlet and outlet not in known:
                    known.add(outlet)
                    told.append(Voice(place.article, outlet, place.language, place.text))
        return told

    def _scored(self, item: QueueItem, story_outlets: int, told: str) -> QueueItem:
        place = item.place
        saying = {place.outlet, *(v.outlet for v in item.said_by)}
        days = max((self.edition() - place.at) / timedelta(days=1), 0.0)
        around = verify.Surroundings(len(saying), story_outlets, len({v.article for v in item.differing}), days)
        worth = verify.worth_told(place.text, language=place.language, told=told or place.language, around=around)
        return replace(item, score=worth.score, parts=worth.parts)

    def _other_sentences(self, stories: set[int]) -> dict[int, list[Place]]:
        """The sentences of the last reports of each story, for those that several tell."""
        wanted = {
            s.id: s.value.articles[-_REPORTS:]
            for s in self.store.stories.get_many(stories)
            if len(s.value.articles) > 1
        }
        ids = [id for articles in wanted.values() for id in articles]
        known = {r.id: r for r in self.store.articles.leads(ids, characters=READ)}
        return {
            story: [p for id in articles if id in known for p in places(known[id])]
            for story, articles in wanted.items()
        }


def _order(pair: tuple[float, Place]) -> tuple[float, datetime, int]:
    return -pair[0], pair[1].at, pair[1].article


def _elsewhere(place: Place, members: Sequence[Place]) -> bool:
    return place.article not in {m.article for m in members}


def _thinned(
    claims: Sequence[tuple[float, list[Place]]], stories: Mapping[int, int]
) -> list[tuple[float, list[Place]]]:
    """The claims with no more than a few of one story: a queue of one event's sentences is no queue of the day."""
    told: Counter[int] = Counter()
    kept = []
    for claim in claims:
        story = stories.get(claim[1][0].article)
        if story is None or told[story] < _PER_STORY:
            kept.append(claim)
        if story is not None:
            told[story] += 1
    return kept


def _state(members: Sequence[Place], marks: Mapping[str, QueueMark]) -> QueueState:
    mark = next((marks[p.key] for p in members if p.key in marks), None)
    return mark.state if mark else "open"


def _marked(item: QueueItem, marks: Mapping[str, QueueMark]) -> QueueItem:
    keys = (item.key, *(sentence_key(v.sentence) for v in item.said_by))
    mark = next((marks[key] for key in keys if key in marks), None)
    return replace(item, state=mark.state, by=mark.by, fact_check=mark.fact_check) if mark else item
