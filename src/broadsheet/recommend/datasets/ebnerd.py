"""EB-NeRD: articles.parquet, behaviors.parquet and history.parquet of Ekstra Bladet (Kruse et al., RecSys 2024).

Behaviours and history stand in a folder of their own (`train`, `validation`) beside the articles or below them. Parquet
needs pyarrow, which is not among the things the newsroom needs.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from broadsheet.core import MissingExtraError, ParseError
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem, found

_ARTICLES, BEHAVIORS, _HISTORY = "articles.parquet", "behaviors.parquet", "history.parquet"
_BATCH = 4_096


def articles(folder: Path) -> Iterator[NewsItem | BadLine]:
    """The articles of `folder` or the one above it. Raises `NotFoundError`, `MissingExtraError` or `ParseError`."""
    above = folder if (folder / _ARTICLES).is_file() else folder.parent
    file = found(above if (above / _ARTICLES).is_file() else folder, _ARTICLES)
    for number, row in _rows(file):
        if row.get("article_id") is None:
            yield BadLine(_ARTICLES, number, "no article_id")
            continue
        yield NewsItem(
            id=str(row["article_id"]),
            title=str(row.get("title") or ""),
            text="\n\n".join(str(row[name]) for name in ("subtitle", "body") if row.get(name)),
            category=str(row.get("category_str") or row.get("category") or ""),
            subcategory=" ".join(str(part) for part in row.get("topics") or ()),
            url=str(row.get("url") or ""),
            language="da",
            published=_aware(row.get("published_time")),
        )


def impressions(folder: Path) -> Iterator[Impression | BadLine]:
    """The impressions of `folder` with what each reader read before; raises as `articles` does.

    The history of a reader is what history.parquet says, the same for all of their impressions; it is kept in memory.
    """
    read = {}
    if (folder / _HISTORY).is_file():
        for _, row in _rows(folder / _HISTORY):
            read[str(row.get("user_id"))] = tuple(str(article) for article in row.get("article_id_fixed") or ())
    for number, row in _rows(found(folder, BEHAVIORS)):
        at, shown = _aware(row.get("impression_time")), tuple(str(a) for a in row.get("article_ids_inview") or ())
        if at is None or not shown or row.get("user_id") is None:
            yield BadLine(BEHAVIORS, number, "no impression_time, user_id or article_ids_inview")
            continue
        reader, opened = str(row["user_id"]), row.get("article_ids_clicked")
        chosen = {str(article) for article in opened or ()}
        clicked = () if opened is None else tuple(article in chosen for article in shown)
        yield Impression(str(row.get("impression_id", number)), reader, at, shown, clicked, read.get(reader, ()))


def _aware(value: object) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a parquet file, numbered from 1, a batch at a time in memory."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError("parquet files need pyarrow", asked=str(file), do="pip install pyarrow") from error
    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (arrow.ArrowException, OSError) as error:
        raise ParseError("this is no parquet file, or a torn one", asked=str(file), found=str(error)) from error
