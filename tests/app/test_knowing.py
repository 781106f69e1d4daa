"""Who is who, where it is used: in trends, in search, and after a kill or a removal."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import knowledge
from broadsheet.app import Newsroom
from broadsheet.core import Article, Stored
from tests.knowledge.reports import report

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        yield opened


def add(room: Newsroom, text: str, names: list[tuple[str, str]], *, days: float = 0.5, language: str = "en") -> int:
    """Keep an article with its names, not linked yet."""
    article = report(text, names, language=language, published=NOW - timedelta(days=days))
    id = room.store.articles.add(article)
    room.store.annotations.put((id, name, 1, value) for name, value in article.annotations.items())
    return id


def link(room: Newsroom) -> None:
    while knowledge.link_some(room.store):
        pass


def kushner(room: Newsroom) -> None:
    for n in range(6):
        add(
            room,
            f"Report {n}: Jared Kushner spoke. Kushner left.",
            [("Jared Kushner", "person"), ("Kushner", "person")],
        )
        add(room, f"第{n}篇：华为技术有限公司发布新品。", [("华为技术有限公司", "organisation")], language="zh")
        add(room, f"Item {n}: Huawei grew.", [("Huawei", "organisation")])
    link(room)


def test_a_person_of_two_spellings_rises_once(room: Newsroom) -> None:
    kushner(room)
    counted = dict(room.most(20, kind="entities", view=room.view()))
    assert [name for name in counted if "Kushner" in name] == ["person:Jared Kushner"]


@pytest.mark.parametrize("spelling", ["华为", "organisation:Huawei", "HUAWEI"])
def test_any_spelling_is_followed_as_the_one_entity(room: Newsroom, spelling: str) -> None:
    kushner(room)
    assert sum(point.count for point in room.series(spelling, kind="entities")) == 12
    assert len(room.examples(spelling, kind="entities", view=room.view(), n=20)) == 12


def test_a_subject_is_called_in_the_language_of_the_page(room: Newsroom) -> None:
    kushner(room)
    (name,) = [
        name for name in dict(room.most(20, kind="entities", view=room.view())) if "Huawei" in name or "华为" in name
    ]
    assert room.called(name, kind="entities", language="zh") == "华为"
    assert room.called(name, kind="entities", language="en") == "Huawei"


def test_what_is_searched_by_one_name_is_found_by_the_other(room: Newsroom) -> None:
    english = add(room, "Huawei grew and opened a plant.", [("Huawei", "organisation")])
    chinese = add(room, "华为技术有限公司增长。", [("华为技术有限公司", "organisation")], language="zh")
    room.index.update()
    link(room)
    assert (
        {hit.article for hit in room.search("华为")}
        == {hit.article for hit in room.search("Huawei")}
        == {english, chinese}
    )


def test_an_article_that_is_corrected_or_forgotten_is_counted_out(room: Newsroom) -> None:
    first = add(room, "Ann Lee met Bo Fox.", [("Ann Lee", "person"), ("Bo Fox", "person")])
    second = add(room, "Ann Lee ran.", [("Ann Lee", "person")])
    link(room)
    assert room.about("Ann Lee").articles == 2
    room.store.articles.replace(first, report("Somebody met Bo Fox.", []))
    assert room.about("Ann Lee").articles == 1
    assert [row.articles for row in room.entities(prefix="Ann")] == [1]
    room.store.mentions.forget([second])
    assert room.entities(prefix="Ann") == []


def test_all_is_linked_anew_by_a_newer_version(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    add(room, "Ann Lee ran.", [("Ann Lee", "person")])
    link(room)
    id = room.about("Ann Lee").id
    monkeypatch.setattr("broadsheet.knowledge.linking.VERSION", knowledge.VERSION + 1)
    assert knowledge.pending(room.store) == 1
    link(room)
    assert (knowledge.pending(room.store), room.about("Ann Lee").id, room.about("Ann Lee").articles) == (0, id, 1)


KILLED = """
import sys
from broadsheet import knowledge, store
from datetime import UTC, datetime
with store.open(sys.argv[1], now=lambda: datetime(2026, 11, 20, tzinfo=UTC)) as kept:
    while knowledge.link_some(kept, limit=4):
        sys.stdout.write("linked\\n")
        sys.stdout.flush()
"""


def test_linking_that_is_killed_goes_on_where_it_was(room: Newsroom) -> None:
    for n in range(200):
        add(room, f"{n}: Ann Lee met Bo Fox.", [("Ann Lee", "person"), ("Bo Fox", "person")])
    url = f"sqlite:///{room.home / 'newsroom.db'}"
    code = textwrap.dedent(KILLED)
    with subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE) as linking:
        assert linking.stdout
        linking.stdout.readline()
        os.kill(linking.pid, signal.SIGKILL)
    assert 0 < knowledge.pending(room.store) < 200
    link(room)
    assert room.about("Ann Lee").articles == 200
    assert len(room.store.mentions.of_entities([room.about("Ann Lee").id], limit=500)) == 200


def test_a_much_named_entity_is_read_in_a_bounded_number_of_articles(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(400):
        add(room, f"{n}: Ann Lee ran.", [("Ann Lee", "person")])
    link(room)
    read: list[int] = []
    whole = room.store.articles.get_many

    def noted(ids: Sequence[int]) -> list[Stored[Article]]:
        read.extend(ids)
        return whole(ids)

    monkeypatch.setattr(room.store.articles, "get_many", noted)
    found = room.about("Ann Lee")
    assert (found.articles, found.looked_at) == (400, 120)
    assert len(read) <= 120
