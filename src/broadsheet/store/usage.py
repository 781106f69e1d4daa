"""What asking models cost: a row a job and model, added to with each answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from broadsheet.core import Spending, Usage
from broadsheet.store.engine import Database
from broadsheet.store.tables import usage

_SUMMED = ("answers", "prompt_tokens", "completion_tokens", "seconds", "cpu_seconds", "joules", "money")


class UsageLedger:
    """The repository of what models cost."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, spent: Spending) -> None:
        """Add to what `spent.model` has cost in `spent.job`; the first answer opens the row."""
        row = _row(spent)
        where = and_(usage.c.job == spent.job, usage.c.model == spent.model)
        more = {name: usage.c[name] + row[name] for name in _SUMMED} | {"at": spent.at, "method": row["method"]}
        with self._database.writing() as connection:
            if not connection.execute(usage.update().where(where).values(more)).rowcount:
                connection.execute(usage.insert().values(row))

    def name(self, job: str, what: str) -> None:
        """Note what came of a job (`draft:12`)."""
        with self._database.writing() as connection:
            connection.execute(usage.update().where(usage.c.job == job).values(what=what))

    def list(self, *, since: datetime | None = None, job: str = "", limit: int | None = None) -> "list[Spending]":
        """What was spent, the latest first; from `since` on, or in one `job`."""
        query = select(usage).order_by(usage.c.at.desc(), usage.c.job, usage.c.model).limit(limit)
        if since is not None:
            query = query.where(usage.c.at >= since)
        if job:
            query = query.where(usage.c.job == job)
        with self._database.reading() as connection:
            return [_spending(row) for row in connection.execute(query)]

    def total(self, *, prefixes: tuple[str, ...], since: datetime) -> tuple[int, float]:
        """Tokens (in and out) and money spent since then on the models whose names begin with one of `prefixes`."""
        tokens = func.coalesce(func.sum(usage.c.prompt_tokens + usage.c.completion_tokens), 0)
        query = select(tokens, func.coalesce(func.sum(usage.c.money), 0.0)).where(
            usage.c.at >= since, or_(*(usage.c.model.startswith(prefix, autoescape=True) for prefix in prefixes))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one()
        return int(row[0]), float(row[1])


def _row(spent: Spending) -> dict[str, Any]:
    cost = spent.usage
    return {
        "job": spent.job,
        "model": spent.model,
        "task": spent.task,
        "what": spent.what,
        "at": spent.at,
        "answers": spent.answers,
        "prompt_tokens": cost.prompt_tokens,
        "completion_tokens": cost.completion_tokens,
        "seconds": cost.seconds,
        "cpu_seconds": cost.cpu_seconds,
        "joules": cost.joules,
        "method": cost.method,
        "money": spent.money,
    }


def _spending(row: Row[Any]) -> Spending:
    cost = Usage(
        prompt_tokens=row.prompt_tokens,
        completion_tokens=row.completion_tokens,
        seconds=row.seconds,
        cpu_seconds=row.cpu_seconds,
        joules=row.joules,
        method=row.method,
        model=row.model,
    )
    return Spending(row.job, row.model, row.task, row.at, row.what, row.answers, cost, row.money)
