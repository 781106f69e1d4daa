"""Click logs from elsewhere: guessed, told, torn, gone on with, and counted once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.app import importing_events as importing
from broadsheet.app.importing_events import Imported
from broadsheet.core import InvalidInputError
from broadsheet.ingest.records import LONGEST
from tests.newsrooms import NOW, furnish


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


def written(tmp_path: Path, text: str, *, name: str = "log.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def last(room: Newsroom, path: Path, **told: object) -> Imported:
    *_, found = room.import_events(path, **told)  # type: ignore[arg-type]
    return found


def test_columns_are_guessed_in_both_languages(room: Newsroom, tmp_path: Path) -> None:
    english = written(tmp_path, "userId,news_id,eventType,timestamp\nann,1,pageview,1762500000\n", name="en.csv")
    chinese = written(tmp_path, "读者\t文章\t行为\t时间\n若川\t2\t点赞\t2025-11-07 08:00:00\n", name="zh.tsv")
    assert (last(room, english).new, last(room, chinese).new) == (1, 1)
    (one,), (other,) = room.store.events.of("ann"), room.store.events.of("若川")
    assert (one.action, one.article, one.at.year) == ("click", 1, 2025)
    assert (other.action, other.article, other.at.hour) == ("like", 2, 8)


def test_columns_may_be_told(room: Newsroom, tmp_path: Path) -> None:
    log = written(tmp_path, "who;what\nann;1\n")
    with pytest.raises(InvalidInputError, match="--column"):
        last(room, log)
    assert last(room, log, columns={"reader": "who", "article": "what"}).new == 1
    with pytest.raises(InvalidInputError, match="no such column"):
        last(room, log, columns={"reader": "whom"})


def test_an_article_is_matched_by_its_address(room: Newsroom, tmp_path: Path) -> None:
    url = next(a.value.url for a in room.articles() if a.value.url)
    assert last(room, written(tmp_path, f"user,url\nann,{url}\nann,https://no.example/\n")).new == 1


def test_bad_lines_are_named_and_the_rest_is_kept(room: Newsroom, tmp_path: Path) -> None:
    rows = ['{"user": "ann", "item": 1}', "{torn", '{"user": "", "item": 2}', '{"user": "ann", "item": 2, "time": "x"}']
    found = last(room, written(tmp_path, "\n".join([*rows, '{"user": "ann", "item": 2}']), name="log.jsonl"))
    assert (found.new, found.bad) == (2, 3)
    assert [bad.index for bad in found.named] == [2, 4, 3]


@pytest.mark.parametrize(
    ("head", "good", "name"),
    [
        ("reader,article\n", "ann,1\n", "log.csv"),
        ("读者\t文章\n", "若川\t2\n", "log.tsv"),
        ('{"reader":"bob","article":1}\n', '{"reader":"若川","article":2}\n', "log.jsonl"),
    ],
)
def test_a_line_that_never_ends_is_named_and_the_rest_is_kept(
    room: Newsroom, tmp_path: Path, head: str, good: str, name: str
) -> None:
    found = last(room, written(tmp_path, head + "x" * (LONGEST + 5) + "\n" + good, name=name))
    assert [(bad.index, "characters" in bad.reason) for bad in found.named] == [(2, True)]
    assert found.new == (2 if name.endswith("jsonl") else 1)


def test_a_log_whose_first_line_never_ends_is_refused(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="line 1"):
        last(room, written(tmp_path, "x" * (LONGEST + 5)))


def test_a_name_of_a_million_characters_is_refused_and_not_kept(room: Newsroom, tmp_path: Path) -> None:
    found = last(room, written(tmp_path, "reader,article\n" + "a" * 900_000 + ",1\nann,1\n"))
    assert (found.new, found.bad) == (1, 1)


def test_the_same_file_twice_counts_once(room: Newsroom, tmp_path: Path) -> None:
    log = written(tmp_path, "user,article\n" + "ann,1\n" * 5)
    assert last(room, log).new == 5
    assert last(room, log).new == 0


def test_a_dry_run_keeps_nothing_and_says_what_is_bad(room: Newsroom, tmp_path: Path) -> None:
    found = last(room, written(tmp_path, "user,article\nann,1\nann,999\n"), dry="dry")
    assert (found.acts, found.new, found.bad) == (2, 0, 1)
    assert room.store.events.count() == 0


def test_an_import_that_was_cut_off_goes_on_where_it_was(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    log = written(tmp_path, "user,article\n" + "".join(f"reader-{n},1\n" for n in range(35)))
    begun = room.import_events(log)
    next(begun)
    next(begun)
    del begun
    told = list(room.import_events(log))
    assert [t.lines for t in told] == [30, 35]
    assert room.store.events.count() == 35


def test_the_impressions_of_mind_are_views_and_clicks_at_their_places(room: Newsroom, tmp_path: Path) -> None:
    urls = [a.value.url for a in room.articles() if a.value.url][:2]
    rows = "".join(f"N{n}\tnews\tworld\tTitle\tAbstract\t{url}\t[]\t[]\n" for n, url in enumerate(urls))
    news = written(tmp_path, rows, name="news.tsv")
    line = "1\tU7\t11/15/2019 10:22:32 AM\tN5 N6\tN0-0 N1-1 N9-0\n"
    found = last(room, written(tmp_path, line + "2\tU8\ttorn\n", name="behaviors.tsv"), articles=news)
    assert (found.new, found.bad) == (3, 2)
    assert [(e.action, e.position, e.page) for e in room.store.events.of("U7")] == [
        ("view", 1, "mind-1"),
        ("view", 2, "mind-1"),
        ("click", 2, "mind-1"),
    ]


def test_odd_files_are_said_to_be_so(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        last(room, tmp_path / "nothing.csv")
    with pytest.raises(InvalidInputError):
        last(room, written(tmp_path, ""))
    binary = tmp_path / "log.bin"
    binary.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(InvalidInputError):
        last(room, binary)


def test_the_snippet_names_this_newsroom_and_the_site(room: Newsroom) -> None:
    lines, setting = room.snippet("https://www.news.example/")
    assert json.dumps("https://www.news.example") in setting
    assert f'{room.settings.site}/reader.js"' in lines
    with pytest.raises(InvalidInputError):
        room.snippet("www.news.example/path")
