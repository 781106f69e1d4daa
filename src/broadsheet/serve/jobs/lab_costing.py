"""What a training would cost, found out behind the page that asks: some steps are taken in a process of their own."""

from collections.abc import Callable
from dataclasses import asdict
from hashlib import blake2b

from broadsheet.app import Given, Newsroom, Step
from broadsheet.serve.jobs.lab import check_given
from broadsheet.serve.jobs.work import Work


def cost_key(given: Given, name: str) -> str:
    """One for each training that is asked about."""
    return blake2b(repr((sorted(asdict(given).items()), name)).encode(), digest_size=6).hexdigest()


def cost_name(key: str) -> str:
    """The work that finds out what a training costs."""
    return f"lab cost {key}"


def lab_costing(room: Newsroom, given: Given, *, asked: object) -> Callable[[Work], None]:
    """Work that finds (`asked`, its cost); raises at once what a bad recipe or setting does."""
    check_given(given)

    def run(work: Work) -> None:
        work.found = (asked, None)
        work.count(Step("measure", 0, 1))
        work.found = (asked, room.estimate_model(given))

    return run
