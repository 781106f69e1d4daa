"""What models cost: rows that grow with each answer."""

from datetime import UTC, datetime, timedelta

from broadsheet import store
from broadsheet.core import Spending, Usage

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def spent(job: str, model: str = "qwen", *, at: datetime = NOW, money: float = 0.0) -> Spending:
    usage = Usage(10, 5, 2.0, cpu_seconds=3.0, joules=36.0, method="model", model=model)
    return Spending(job, model, "prose", at, usage=usage, money=money)


def test_a_jobs_answers_add_up_and_each_model_has_its_own_row(kept: store.Store) -> None:
    for one in (spent("a"), spent("a", at=NOW + timedelta(minutes=1)), spent("a", "small")):
        kept.usage.add(one)
    kept.usage.name("a", "draft:7")
    first, second = kept.usage.list(job="a")
    assert (first.model, first.answers, first.what) == ("qwen", 2, "draft:7")
    assert first.at == NOW + timedelta(minutes=1)
    assert (first.usage.prompt_tokens, first.usage.joules, first.usage.method) == (20, 72.0, "model")
    assert (second.model, second.answers) == ("small", 1)


def test_the_latest_come_first_and_older_ones_can_be_left_out(kept: store.Store) -> None:
    kept.usage.add(spent("old", at=NOW - timedelta(days=2)))
    kept.usage.add(spent("new"))
    assert [one.job for one in kept.usage.list()] == ["new", "old"]
    assert [one.job for one in kept.usage.list(since=NOW - timedelta(days=1))] == ["new"]
    assert [one.job for one in kept.usage.list(limit=1)] == ["new"]


def test_what_a_day_cost_counts_only_the_models_asked_for(kept: store.Store) -> None:
    kept.usage.add(spent("a", "openai:big", money=0.25))
    kept.usage.add(spent("b", "openai-text:base", money=0.5))
    kept.usage.add(spent("c", "openaix"))
    kept.usage.add(spent("d", "openai:big", at=NOW - timedelta(days=1), money=9))
    assert kept.usage.total(prefixes=("openai:", "openai-text:"), since=NOW) == (30, 0.75)
    assert kept.usage.total(prefixes=("none:",), since=NOW) == (0, 0.0)
