"""Reading an archive: only what lacks is read, by one process or several, and a killed run is gone on with."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.app import Newsroom, analysing
from broadsheet.app.step import Step
from broadsheet.core import Article
from broadsheet.nlp import pipeline
from tests.app.crew_work import dies_on_three

pytestmark = pytest.mark.long

REPORTS = [
    Article(
        title="四川发生地震",
        text=f"四川雅安{n}日发生地震，造成{n}人受伤，救援人员已经赶到现场。",
        url=f"https://a.example/{n}",
    )
    if n % 2
    else Article(
        title="Markets fall", text=f"Shares fell {n} per cent on Tuesday, the bank said.", url=f"https://a.example/{n}"
    )
    for n in range(16)
]
# Enough that the kill comes long before the end: each of its batches is four.
KILLED = 96
READS = """
import sys
from broadsheet.app import Newsroom, analysing
analysing.FEW, analysing.BATCH = 1, 4
with Newsroom.open(sys.argv[1]) as room:
    for step in room._analyse():
        print(step.done, flush=True)
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path) as room:
        for report in REPORTS:
            room.store.articles.add(report)
        yield room


def versions() -> dict[str, int]:
    return {name: nlp.version(name) for name in nlp.analyses()}


def lacking(room: Newsroom) -> int:
    return sum(room.store.annotations.count_pending(name, version) for name, version in versions().items())


def over(room: Newsroom, processes: int, monkeypatch: pytest.MonkeyPatch) -> list[Step]:
    monkeypatch.setattr(analysing, "FEW", 1)
    monkeypatch.setattr(analysing, "BATCH", 2)
    room.settings = replace(room.settings, processes=processes)
    return list(room._analyse())


def test_several_processes_read_the_same_as_one(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    over(room, 2, monkeypatch)
    ids = room.store.articles.ids()
    shared = room.store.annotations.of(ids)
    for name in versions():
        room.store.annotations.drop(name)
    over(room, 1, monkeypatch)
    assert room.store.annotations.of(ids) == shared
    assert set(shared) == set(ids)


def test_progress_ends_at_all_there_is(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = over(room, 2, monkeypatch)
    assert steps[-1] == Step("analyse", len(REPORTS), len(REPORTS))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert over(room, 2, monkeypatch) == []


def test_a_raised_version_is_read_again_and_nothing_else(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    over(room, 1, monkeypatch)
    asked: list[str] = []
    real = pipeline._module

    def raised(name: str) -> Any:
        module = real(name)
        version = module.VERSION + (name == "reading_time")

        def analyse(article: Article) -> Any:
            asked.append(name)
            return module.analyse(article)

        return SimpleNamespace(VERSION=version, REQUIRES=module.REQUIRES, analyse=analyse)

    monkeypatch.setattr(pipeline, "_module", raised)
    over(room, 1, monkeypatch)
    assert asked == ["reading_time"] * len(REPORTS)
    assert lacking(room) == 0


def test_an_analysis_that_fails_is_not_tried_for_ever(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline._module

    def failing(article: Article) -> Any:
        raise ValueError(article.title)

    broken = SimpleNamespace(VERSION=99, REQUIRES=(), analyse=failing)
    monkeypatch.setattr(pipeline, "_module", lambda name: broken if name == "summary" else real(name))
    over(room, 1, monkeypatch)
    assert lacking(room) == 0
    assert all("summary" not in notes for notes in room.store.annotations.of(room.store.articles.ids()).values())


def test_a_text_that_brings_a_process_down_costs_its_own_row(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "read", dies_on_three)
    over(room, 2, monkeypatch)
    found = room.store.annotations.of(room.store.articles.ids())
    assert len(found) == sum("3人" not in report.text for report in REPORTS)
    assert lacking(room) == 0


def test_a_stopped_run_is_gone_on_with(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "FEW", 1)
    monkeypatch.setattr(analysing, "BATCH", 2)
    room.settings = replace(room.settings, processes=2)
    with closing(room._analyse()) as steps:  # type: ignore[type-var]
        next(steps)
    assert 0 < lacking(room) < len(REPORTS) * len(versions())
    over(room, 1, monkeypatch)
    assert lacking(room) == 0


def test_a_killed_run_is_gone_on_with(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path) as room:
        for n in range(KILLED):
            room.store.articles.add(replace(REPORTS[n % len(REPORTS)], url=f"https://k.example/{n}", title=f"{n}"))
        process = subprocess.Popen([sys.executable, "-c", READS, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        left = lacking(room)
        assert 0 < left < KILLED * len(versions())
        kept = room.store.annotations.of(room.store.articles.ids())
        assert sum(step.stage == "analyse" for step in room._analyse())
        assert lacking(room) == 0
        after = room.store.annotations.of(room.store.articles.ids())
        assert all(after[id] == notes for id, notes in kept.items())
