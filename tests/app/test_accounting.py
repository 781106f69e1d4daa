from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, Spending, Usage
from tests.newsrooms import NOW, REPORTS


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path, model="stub", now=lambda: NOW) as opened:
        for report in REPORTS:
            opened.store.articles.add(report)
        yield opened


def spend(room: Newsroom, job: str, model: str, *, task: str = "prose", days: int = 0) -> None:
    method = "" if model.startswith("openai:") else "model"
    usage = Usage(10, 5, 1.0, cpu_seconds=2.0, joules=24.0 if method else 0.0, method=method, model=model)
    room.store.usage.add(Spending(job, model, task, NOW - timedelta(days=days), usage=usage, money=0.25 * (not method)))


def test_what_a_draft_cost_is_kept_under_it_in_both_languages(room: Newsroom) -> None:
    for language, article in (("en", "1"), ("zh", "2")):
        piece = list(room.write("brief", sources=[article], language=language))[-1]
        assert piece.draft is not None
        kept = next(one for one in room.usage() if one.what == f"draft:{piece.draft_id}")
        assert (kept.model, kept.task) == ("stub", "prose")
        assert kept.usage.completion_tokens == piece.draft.usage.completion_tokens > 0
        assert kept.usage.method == piece.draft.usage.method != ""


def test_jobs_are_added_up_by_model_task_and_day(room: Newsroom) -> None:
    spend(room, "a", "qwen")
    spend(room, "b", "openai:big", task="labels", days=1)
    spend(room, "c", "qwen", task="labels", days=1)
    spend(room, "old", "qwen", days=60)
    account = room.account(days=30)
    assert [(t.name, t.jobs, t.prompt_tokens) for t in account.models] == [("qwen", 2, 20), ("openai:big", 1, 10)]
    assert [(t.methods, t.money) for t in account.models] == [(("model",), 0.0), ((), 0.25)]
    assert [(t.name, t.jobs) for t in account.tasks] == [("labels", 2), ("prose", 1)]
    assert [(t.name, t.joules) for t in account.days] == [("2026-11-11", 24.0), ("2026-11-12", 24.0)]


def test_energy_is_shared_by_the_sentences_that_were_let_through(room: Newsroom) -> None:
    pieces = [list(room.write("brief", sources=["1"], language="en"))[-1] for _ in range(2)]
    assert room.account().joules_a_sentence is None
    id, draft = pieces[0].draft_id, pieces[0].draft
    assert id is not None
    assert draft is not None
    sentences = tuple(replace(s, written_by="model") for s in draft.variants[0].sentences)
    wrote = len(sentences)
    published = replace(draft, variants=(replace(draft.variants[0], sentences=sentences),), state="published")
    room.store.drafts.revise(id, published)
    account = room.account()
    assert account.accepted == wrote > 0
    joules = sum(one.usage.joules for one in room.usage())
    assert account.joules_a_sentence == pytest.approx(joules / wrote, abs=0.001)


@pytest.mark.parametrize("days", [0, -1, 10**6])
def test_days_that_are_none_are_refused(room: Newsroom, days: int) -> None:
    with pytest.raises(InvalidInputError):
        room.account(days=days)
