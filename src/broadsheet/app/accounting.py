"""What models cost, added up: by model, by task, by day, and for each sentence of a model that an editor accepted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.app.spending import Purse
from broadsheet.core import Draft, InvalidInputError, NotFoundError, Spending

# A draft in one of these states was read and let through by a person.
ACCEPTED = frozenset({"approved", "published", "corrected"})
MOST_DAYS = 3660
# What a report lists job by job; its sums are over all.
LISTED = 100


@dataclass(frozen=True, slots=True)
class Total:
    """What jobs of one `name` (a model, a task, a day) cost together; `methods` tell how the joules are known."""

    name: str
    jobs: int
    answers: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    cpu_seconds: float
    joules: float
    methods: tuple[str, ...]
    money: float


@dataclass(frozen=True, slots=True)
class Account:
    """What models cost since a time. `joules_a_sentence` is None where no sentence of a model was accepted.

    `accepted` counts the sentences a model wrote in drafts that were approved or published; the joules of all drafts,
    let through or not, are shared among them.
    """

    since: datetime
    models: tuple[Total, ...]
    tasks: tuple[Total, ...]
    days: tuple[Total, ...]
    jobs: tuple[Spending, ...]
    accepted: int = 0
    joules_a_sentence: float | None = None


class Accounting(Purse):
    """The part of the newsroom that adds up what models cost."""

    def account(self, *, days: int = 30) -> Account:
        """What models cost in the last `days`; raises `InvalidInputError` when that is no number of days."""
        if not 1 <= days <= MOST_DAYS:
            raise InvalidInputError("the number of days is out of range", asked=str(days), do=f"give 1 to {MOST_DAYS}")
        since = self.now() - timedelta(days=days)
        jobs = self.usage(since=since)
        accepted, each = self._accepted(jobs)
        return Account(
            since,
            models=added(jobs, by=lambda one: one.model),
            tasks=added(jobs, by=lambda one: one.task),
            days=tuple(sorted(added(jobs, by=lambda one: one.at.date().isoformat()), key=lambda day: day.name)),
            jobs=tuple(jobs[:LISTED]),
            accepted=accepted,
            joules_a_sentence=each,
        )

    def _accepted(self, jobs: Sequence[Spending]) -> tuple[int, float | None]:
        drafted = [one for one in jobs if one.what.startswith("draft:") and one.usage.method]
        sentences = sum(model_sentences(draft) for draft in self._drafts({one.what for one in drafted}))
        joules = sum(one.usage.joules for one in drafted)
        return sentences, round(joules / sentences, 3) if sentences else None

    def _drafts(self, named: Iterable[str]) -> Iterable[Draft]:
        for what in named:
            try:
                yield self.store.drafts.get(int(what.removeprefix("draft:"))).value
            except NotFoundError:
                continue


def model_sentences(draft: Draft) -> int:
    """How many sentences of the text that was let through a model wrote; 0 while it was not."""
    if draft.state not in ACCEPTED:
        return 0
    return sum(sentence.written_by == "model" for sentence in draft.variants[draft.chosen].sentences)


def added(jobs: Iterable[Spending], *, by: Callable[[Spending], str]) -> tuple[Total, ...]:
    """The jobs added up by a name, the one with the most tokens first."""
    grouped: defaultdict[str, list[Spending]] = defaultdict(list)
    for one in jobs:
        grouped[by(one)].append(one)
    totals = [_total(name, some) for name, some in grouped.items()]
    return tuple(sorted(totals, key=lambda t: (-(t.prompt_tokens + t.completion_tokens), t.name)))


def _total(name: str, some: Sequence[Spending]) -> Total:
    return Total(
        name,
        jobs=len({one.job for one in some}),
        answers=sum(one.answers for one in some),
        prompt_tokens=sum(one.usage.prompt_tokens for one in some),
        completion_tokens=sum(one.usage.completion_tokens for one in some),
        seconds=round(sum(one.usage.seconds for one in some), 3),
        cpu_seconds=round(sum(one.usage.cpu_seconds for one in some), 3),
        joules=round(sum(one.usage.joules for one in some), 3),
        methods=tuple(sorted({one.usage.method for one in some if one.usage.method})),
        money=round(sum(one.money for one in some), 6),
    )
