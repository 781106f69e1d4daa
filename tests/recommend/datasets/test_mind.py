from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.core import NotFoundError
from broadsheet.recommend.datasets.mind import articles, impressions
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem

NEWS = "N1\tsports\tsoccer\tA match\tIt was won.\thttps://example.org/1\t[]\t[]\n"
SEEN = "7\tU1\t11/15/2019 10:22:32 PM\tN3 N4\tN1-1 N2-0\n"


def folder(tmp_path: Path, *, news: str = NEWS, behaviors: str = SEEN) -> Path:
    (tmp_path / "news.tsv").write_text(news, encoding="utf-8")
    (tmp_path / "behaviors.tsv").write_text(behaviors, encoding="utf-8")
    return tmp_path


def test_an_article_is_read(tmp_path: Path) -> None:
    (found,) = articles(folder(tmp_path))
    assert found == NewsItem("N1", "A match", "It was won.", "sports", "soccer", "https://example.org/1", "en")


def test_an_impression_is_read(tmp_path: Path) -> None:
    (found,) = impressions(folder(tmp_path))
    at = datetime(2019, 11, 15, 22, 22, 32, tzinfo=UTC)
    assert found == Impression("7", "U1", at, ("N1", "N2"), (True, False), ("N3", "N4"))


def test_a_test_set_has_no_marks(tmp_path: Path) -> None:
    (found,) = impressions(folder(tmp_path, behaviors="7\tU1\t11/15/2019 1:02:03 AM\t\tN1 N2\n"))
    assert isinstance(found, Impression)
    assert (found.clicked, found.history) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "7\tU1\tyesterday\t\tN1-1",
        "7\tU1",
        "7\tU1\t11/15/2019 1:02:03 AM\t\t",
        "7\tU1\t11/15/2019 1:02:03 AM\t\tN1-1 N2",
    ],
)
def test_a_bad_line_is_named_and_stops_nothing(tmp_path: Path, line: str) -> None:
    bad, good = impressions(folder(tmp_path, behaviors=f"{line}\n{SEEN}"))
    assert isinstance(bad, BadLine)
    assert (bad.file, bad.line) == ("behaviors.tsv", 1)
    assert isinstance(good, Impression)


def test_a_bad_article_is_named(tmp_path: Path) -> None:
    good, bad = articles(folder(tmp_path, news=f"{NEWS}nonsense\n"))
    assert isinstance(good, NewsItem)
    assert isinstance(bad, BadLine)
    assert bad.line == 2


def test_a_folder_without_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"news\.tsv"):
        next(articles(tmp_path))
