"""Click logs of others: CSV, TSV, JSON lines and MIND's behaviors.tsv as acts, line by line. It knows no store.

A line of any length, or a quotation that is never closed, takes no more memory than `records.LONGEST` characters: it is
named as a bad line, and what comes after it is read.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from broadsheet.core import InvalidInputError, Told
from broadsheet.ingest.records import LONGEST, Bad, Rows, lines, records

GUESSES: Mapping[str, tuple[str, ...]] = {
    "reader": ("reader", "user", "userid", "readerid", "visitor", "visitorid", "uid", "member", "customerid", "读者"),
    "article": (
        "article",
        "articleid",
        "item",
        "itemid",
        "news",
        "newsid",
        "contentid",
        "docid",
        "url",
        "page",
        "文章",
    ),
    "action": ("action", "event", "eventtype", "type", "act", "行为"),
    "at": ("at", "time", "timestamp", "datetime", "date", "ts", "created", "eventtime", "impressiontime", "时间"),
    "key": ("key", "eventid", "uuid"),
    "value": ("value", "seconds", "readtime", "dwell", "duration", "时长"),
    "topic": ("topic", "tag", "category"),
}
"""Names of columns as they are met in logs, folded and without signs, the likeliest first."""
ACTIONS: Mapping[str, str] = {
    "pageview": "click", "page_view": "click", "open": "click", "read": "click", "impression": "view",
    "bookmark": "save", "favorite": "save", "favourite": "save", "dislike": "less", "subscribe": "follow",
    "点击": "click", "浏览": "view", "点赞": "like", "收藏": "save", "分享": "share", "关注": "follow",
}  # fmt: skip
"""What others call our acts; a log without a column for them is one of clicks."""
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S")
_MILLISECONDS = 1e11  # a number above it is no count of seconds: that would be the year 5138
_MIND_COLUMNS = 5
_KEPT = 4_096  # characters of a field that are held until it is refused: nothing longer is a name, a key or an address


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: its number from 1, the acts it tells of, or what is wrong with it."""

    number: int
    acts: tuple[Told, ...] = ()
    problem: str = ""


def click_log(path: Path, *, columns: Mapping[str, str]) -> Iterator[LogLine]:
    """The lines of a log; `columns` says which column each field is, where the names don't tell.

    Raises `InvalidInputError` when the file can't be opened, or no column is the reader's or the article's.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            first = file.readline(LONGEST + 1)
    except OSError as error:
        raise InvalidInputError("the log can't be read", asked=str(path), found=error.strerror or "") from error
    if first.lstrip().startswith("{"):
        return _lines(path, lambda rows: _of_json(rows, columns))
    if len(first) > LONGEST:
        do = f"give a file whose lines end; the longest may have {LONGEST:,} characters"
        raise InvalidInputError("the log's line 1 does not end", asked=str(path), do=do)
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    if not columns and len(cells) == _MIND_COLUMNS and _is_mind(cells):
        return _lines(path, _of_mind)
    places = _places(cells, columns)
    return _lines(path, lambda rows: _of_table(rows, places, delimiter=_delimiter(first)))


def addresses(path: Path) -> dict[str, str]:
    """From a log's own ids to addresses: MIND's news.tsv, or a table whose first column is the id."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        delimiter = _delimiter(file.readline(LONGEST))
        file.seek(0)
        quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        rows = (told for told in records(Rows(file), delimiter=delimiter, quoting=quoting) if not isinstance(told, Bad))
        return {r[0]: url for r in rows if r and (url := next((c for c in r[1:] if c.startswith("http")), ""))}


def _lines(path: Path, read: Callable[[Rows], Iterator[LogLine]]) -> Iterator[LogLine]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from read(Rows(file))


def _of_json(rows: Rows, columns: Mapping[str, str]) -> Iterator[LogLine]:
    for line in lines(rows):
        if isinstance(line, Bad):
            yield LogLine(line.number, problem=line.problem)
            continue
        number, row = line
        try:
            found = json.loads(row)
            names = _places(list(found), columns)
            told = {field: found[list(found)[place]] for field, place in names.items()}
        except (ValueError, TypeError, RecursionError, InvalidInputError) as error:
            yield LogLine(number, problem=str(error)[:200])
            continue
        yield _line(number, told)


def _of_table(rows: Rows, places: Mapping[str, int], *, delimiter: str) -> Iterator[LogLine]:
    found = records(rows, delimiter=delimiter)
    next(found, None)
    needed = max(places.values()) + 1
    for cells in found:
        if isinstance(cells, Bad):
            yield LogLine(cells.number, problem=cells.problem)
        elif cells and needed > len(cells):
            yield LogLine(rows.number, problem=f"{len(cells)} columns, where {needed} are needed")
        elif cells:
            yield _line(rows.number, {field: cells[place] for field, place in places.items()})


def _of_mind(rows: Rows) -> Iterator[LogLine]:
    """Each impression as what was shown and what of it was clicked, at its places (MIND, ACL 2020, section 3)."""
    for line in lines(rows):
        if isinstance(line, Bad):
            yield LogLine(line.number, problem=line.problem)
            continue
        number, row = line
        try:
            page, user, time, _, shown = row.rstrip("\r\n").split("\t")
            at = _moment(time)
            acts = [act for place, one in enumerate(shown.split(), 1) for act in _shown(one, user, at, page, place)]
        except ValueError as error:
            yield LogLine(number, problem=str(error)[:200])
            continue
        yield LogLine(number, tuple(acts))


def _shown(one: str, user: str, at: datetime | None, page: str, place: int) -> list[Told]:
    item, dash, label = one.rpartition("-")
    if not dash or label not in ("0", "1"):
        raise ValueError(f"no impression: {one[:40]!r}")
    base = Told("", user, "view", at, item=item, page=f"mind-{page}", position=place)
    return [base] if label == "0" else [base, Told("", user, "click", at, item=item, page=base.page, position=place)]


def _line(number: int, told: Mapping[str, Any]) -> LogLine:
    try:
        return LogLine(number, (_act(told),))
    except (ValueError, TypeError, OverflowError) as error:
        return LogLine(number, problem=str(error)[:200])


def _act(told: Mapping[str, Any]) -> Told:
    said = str(told.get("action") or "click").strip().casefold()
    article = _text(told, "article")
    where: dict[str, Any] = {"item": article}
    if article.isdecimal() and article.isascii():
        where = {"article": int(article)}
    elif article.startswith(("http://", "https://")):
        where = {"url": article}
    return Told(
        key=_text(told, "key"),
        reader=_text(told, "reader"),
        action=ACTIONS.get(said, said),
        at=_moment(told.get("at")),
        topic=_text(told, "topic"),
        value=float(told.get("value") or 1.0),
        **where,
    )


def _text(told: Mapping[str, Any], field: str) -> str:
    return str(told.get(field) or "").strip()[:_KEPT]


def _moment(said: Any) -> datetime | None:
    """A time as logs write it: ISO 8601, seconds or milliseconds since 1970, or the American way of MIND."""
    text = str(said if said is not None else "").strip()
    if not text:
        return None
    if text.replace(".", "", 1).isdecimal() and len(text.partition(".")[0]) <= 13:
        number = float(text)
        return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, UTC)
    for form in _TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return datetime.fromisoformat(text)


def _delimiter(line: str) -> str:
    return max("\t,;|", key=line.count)


def _is_mind(cells: Sequence[str]) -> bool:
    return cells[0].isdecimal() and all("-" in one for one in cells[4].split()[:3]) and bool(cells[4].strip())


def _places(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """The place of each field among the columns."""
    wrong = [c for f, c in columns.items() if f not in GUESSES or c not in names]
    if wrong:
        raise InvalidInputError("there is no such column", asked=", ".join(wrong), choices=[*names])
    folded = ["".join(c for c in name.casefold() if c.isalnum()) for name in names]
    places = {field: list(names).index(columns[field]) for field in columns}
    for field, guesses in GUESSES.items():
        found = next((folded.index(g) for g in guesses if g in folded), None)
        if field not in places and found is not None and found not in places.values():
            places[field] = found
    if "reader" not in places or not {"article", "topic"} & places.keys():
        do = "say which they are: --column reader=NAME --column article=NAME"
        raise InvalidInputError("no column is the reader's or the article's", found=", ".join(names)[:200], do=do)
    return places
