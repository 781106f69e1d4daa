"""MIND: news.tsv and behaviors.tsv, as Wu et al. (ACL 2020) publish them.

Tab-separated without a header. news: id, category, subcategory, title, abstract, address, entities of both. behaviors:
id, reader, time (`11/15/2019 10:22:32 AM`), what was read before, what was shown (`N1-1 N2-0`; without marks in the
test set).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem, found

_NEWS, BEHAVIORS = "news.tsv", "behaviors.tsv"
_NEWS_COLUMNS, _LEAST_NEWS, _BEHAVIOR_COLUMNS = 8, 4, 5
_TIME = "%m/%d/%Y %I:%M:%S %p"


def articles(folder: Path) -> Iterator[NewsItem | BadLine]:
    """The articles of `folder`, in order; raises `NotFoundError` when there is no news.tsv."""
    for number, line in _lines(found(folder, _NEWS)):
        columns = line.split("\t")
        if not _LEAST_NEWS <= len(columns) <= _NEWS_COLUMNS or not columns[0]:
            yield BadLine(_NEWS, number, f"{len(columns)} columns, not {_NEWS_COLUMNS}, or no id")
            continue
        id, category, subcategory, title, abstract, url, *_ = [*columns, "", ""]
        yield NewsItem(id, title, abstract, category, subcategory, url, "en")


def impressions(folder: Path) -> Iterator[Impression | BadLine]:
    """The impressions of `folder`, in order; times are taken as UTC. Raises `NotFoundError` without a behaviors.tsv."""
    for number, line in _lines(found(folder, BEHAVIORS)):
        columns = line.split("\t")
        if len(columns) != _BEHAVIOR_COLUMNS:
            yield BadLine(BEHAVIORS, number, f"{len(columns)} columns, not {_BEHAVIOR_COLUMNS}")
            continue
        try:
            yield _impression(*columns)
        except ValueError as error:
            yield BadLine(BEHAVIORS, number, str(error))


def _impression(id: str, reader: str, time: str, history: str, shown: str) -> Impression:
    at = datetime.strptime(time, _TIME).replace(tzinfo=UTC)
    pairs = [place.rpartition("-") if place[-2:] in ("-0", "-1") else (place, "", "") for place in shown.split()]
    marks = [mark for _, _, mark in pairs]
    if not pairs or not id or not reader or len({bool(mark) for mark in marks}) > 1:
        raise ValueError("no id, no reader, nothing shown, or only some of it marked")
    clicked = tuple(mark == "1" for mark in marks) if marks[0] else ()
    return Impression(id, reader, at, tuple(article for article, _, _ in pairs), clicked, tuple(history.split()))


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, line.rstrip("\r\n")
