import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.core import MissingExtraError, NotFoundError, ParseError
from broadsheet.recommend.datasets.ebnerd import articles, impressions
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem

WHEN = datetime(2023, 5, 21, 7, 30)


def written(tmp_path: Path) -> Path:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    train = tmp_path / "train"
    train.mkdir()
    story = {"article_id": 1, "title": "En kamp", "subtitle": "Vundet", "body": "2-1.", "category_str": "sport"}
    told = {"impression_id": 5, "user_id": 9, "impression_time": WHEN}
    tables = {
        tmp_path / "articles.parquet": [{**story, "topics": ["Fodbold"], "url": "u", "published_time": WHEN}],
        train / "history.parquet": [{"user_id": 9, "article_id_fixed": [3, 4]}],
        train / "behaviors.parquet": [
            {**told, "article_ids_inview": [1, 2], "article_ids_clicked": [2]},
            {**told, "article_ids_inview": [1], "article_ids_clicked": [1], "impression_time": None},
        ],
    }
    for file, rows in tables.items():
        parquet.write_table(arrow.Table.from_pylist(rows), file)
    return train


def test_articles_impressions_and_histories_are_read(tmp_path: Path) -> None:
    train = written(tmp_path)
    (story,) = articles(train)
    seen, bad = impressions(train)
    at = WHEN.replace(tzinfo=UTC)
    assert story == NewsItem("1", "En kamp", "Vundet\n\n2-1.", "sport", "Fodbold", "u", "da", at)
    assert seen == Impression("5", "9", at, ("1", "2"), (False, True), ("3", "4"))
    assert bad == BadLine("behaviors.parquet", 2, "no impression_time, user_id or article_ids_inview")


def test_without_pyarrow_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "behaviors.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="pip install pyarrow"):
        next(impressions(tmp_path))


def test_a_torn_file_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "behaviors.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(ParseError):
        next(impressions(tmp_path))


def test_a_folder_without_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"behaviors\.parquet"):
        next(impressions(tmp_path))
