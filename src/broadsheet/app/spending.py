"""What asking models costs: kept job by job, held to the budget, and told."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from broadsheet.app.model_settings import ServerSettings
from broadsheet.app.opened import Opened
from broadsheet.core import BudgetError, Spending, StoreError, Usage
from broadsheet.models import Chain, LanguageModel

# The backends whose models are run, and charged for, by a server.
SERVERS = ("openai:", "openai-text:")
_MILLION = 1_000_000


class Purse(Opened):
    """The part of the newsroom that counts what models cost."""

    def usage(self, *, since: datetime | None = None, limit: int | None = None) -> list[Spending]:
        """What models cost, job by job, the latest first."""
        return self.store.usage.list(since=since, limit=limit)

    def came_of(self, model: LanguageModel | None, what: str) -> None:
        """Note that what `language_model` gave as `model` was used for `what` (`draft:12`)."""
        if isinstance(model, Chain) and model.job:
            self.store.usage.name(model.job, what)

    def cost_of(self, model: LanguageModel | None, usage: Usage) -> Usage:
        """`usage` with all that the job of `model` has cost: answers that were broken off count too."""
        kept = self.store.usage.list(job=model.job) if isinstance(model, Chain) and model.job else []
        if not kept:
            return usage
        return replace(
            usage,
            prompt_tokens=sum(one.usage.prompt_tokens for one in kept),
            completion_tokens=sum(one.usage.completion_tokens for one in kept),
            cpu_seconds=round(sum(one.usage.cpu_seconds for one in kept), 3),
            joules=round(sum(one.usage.joules for one in kept), 3),
            method="+".join(sorted({m for one in kept for m in one.usage.method.split("+") if m})),
            model=", ".join(sorted(one.model for one in kept)),
        )

    def spent_today(self) -> tuple[int, float]:
        """Tokens and money spent on servers since midnight UTC."""
        midnight = self.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return self.store.usage.total(prefixes=SERVERS, since=midnight)

    def _afford(self, prompt_tokens: int) -> None:
        """Raise `BudgetError` where the day's budget for servers does not hold this prompt any more."""
        told = self.settings.server
        if not told.budget_tokens_day and not told.budget_money_day:
            return
        tokens, money = self.spent_today()
        asked = money_of(Usage(prompt_tokens=prompt_tokens), told)
        if 0 < told.budget_tokens_day < tokens + prompt_tokens:
            raise _spent("budget_tokens_day", f"{tokens:,} of {told.budget_tokens_day:,} tokens")
        if 0 < told.budget_money_day < money + asked:
            raise _spent("budget_money_day", f"{money:.4g} of {told.budget_money_day:g}")

    def _keep(self, job: str, task: str) -> Callable[[Usage], None]:
        """Hears of each answer of a job. What the database can't take now is kept with the next answer."""

        def after(usage: Usage) -> None:
            server = usage.model.startswith(SERVERS)
            money = money_of(usage, self.settings.server) if server else 0.0
            self._unkept.append(Spending(job, usage.model, task, self.now(), usage=usage, money=money))
            with self._lock, suppress(StoreError):  # an answer is worth more than its entry in the books
                while self._unkept:
                    self.store.usage.add(self._unkept[0])
                    self._unkept.popleft()

        return after


def money_of(usage: Usage, told: ServerSettings) -> float:
    """What an answer costs at the settings' prices."""
    return (usage.prompt_tokens * told.price_in + usage.completion_tokens * told.price_out) / _MILLION


def _spent(setting: str, found: str) -> BudgetError:
    return BudgetError(
        "what may be spent on the models' server today is spent",
        found=found,
        do=f"wait until midnight UTC, raise the setting `server.{setting}`, or choose a model of this machine",
    )
