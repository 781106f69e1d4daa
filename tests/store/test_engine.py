import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect

from broadsheet import store
from broadsheet.core import Article, DiskFullError, StoreError
from broadsheet.store import tables
from broadsheet.store.engine import connect
from broadsheet.store.migrate import migrate, migrations

AT = datetime(2026, 11, 8, tzinfo=UTC)

WRITER = """
import sys, datetime
from broadsheet import store
from broadsheet.core import Article
with store.open(sys.argv[1], now=lambda: datetime.datetime.now(datetime.UTC)) as kept:
    for n in range(100000):
        print(kept.articles.add(Article(f"{n}", f"text {n}")), flush=True)
"""


def test_the_migrations_make_the_tables_that_queries_see(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'a.db'}")
    assert migrate(database) == len(migrations())
    assert migrate(database) == 0
    made = inspect(database.engine)
    for table in tables.metadata.sorted_tables:
        assert [c["name"] for c in made.get_columns(table.name)] == [c.name for c in table.columns], table.name


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = connect(f"sqlite:///{tmp_path / 'a.db'}")
    good = migrations()
    bad = type(good[0])(9999, "bad", ("CREATE TABLE half (id ${id})", "CREATE NONSENSE"))
    monkeypatch.setattr("broadsheet.store.migrate.migrations", lambda: [*good, bad])
    with pytest.raises(StoreError):
        migrate(database)
    assert "half" not in inspect(database.engine).get_table_names()
    monkeypatch.undo()
    assert migrate(database) == 0


def test_a_newsroom_of_a_newer_version_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    newer = type(migrations()[0])(9999, "newer", ("CREATE TABLE newer (id ${id})",))
    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.store.migrate.migrations", lambda: [*migrations(), newer])
        migrate(connect(url))
    with pytest.raises(StoreError, match="newer Broadsheet"):
        store.open(url, now=lambda: AT)


def test_acknowledged_writes_use_full_synchronisation(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'a.db'}")
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_damaged_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        store.open(f"sqlite:///{path}", now=lambda: AT)


def test_a_folder_that_cannot_be_made_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="--home"):
        store.open(f"sqlite:///{tmp_path / 'file' / 'a.db'}", now=lambda: AT)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store.open(f"sqlite:///{path}", now=lambda: AT) as kept:
        first = kept.articles.add(Article("first", "kept before the disk was full"))
        with kept._database.writing() as connection:  # the file may grow no further than it is
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(DiskFullError, match="safe"):
            kept.articles.add(Article("second", "x" * 10_000_000))
        assert [a.id for a in kept.articles.find()] == [first]
        kept.articles.newest()
    with store.open(f"sqlite:///{path}", now=lambda: AT) as again:
        assert again.articles.get(again.articles.add(Article("third", "room again"))).value.title == "third"


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    child = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    acknowledged = [int(child.stdout.readline()) for _ in range(25)]
    time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in child.stdout.read().split("\n") if line.strip()]
    child.wait()
    child.stdout.close()
    with store.open(url, now=lambda: AT) as kept:
        assert set(acknowledged) <= set(kept.articles.ids())
    assert sqlite3.connect(tmp_path / "a.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_write_one_newsroom(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with store.open(url, now=lambda: AT) as one, store.open(url, now=lambda: AT) as two:
        ids = [room.articles.add(Article(f"{n}", f"t{n}")) for n, room in enumerate([one, two] * 5)]
        assert one.articles.ids() == two.articles.ids() == sorted(ids)
