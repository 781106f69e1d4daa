"""Files of labels: a text and its label a line, tab-separated or as JSON lines; read row by row, written back alike."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.core import InvalidInputError, Labelled

# Characters kept of a text: twice what is read of one when it is classified.
LONGEST_TEXT = 8000
LONGEST_LABEL = 80
ARTICLE = "article:"
# The first line of a table, when it names its columns.
_HEADINGS = frozenset({("text", "label"), ("文本", "标签"), ("标题", "标签"), ("title", "label")})


def read(text: str) -> Iterator[Labelled | InvalidInputError]:
    """The labels in a file's text, in order; a line that can't be read is an error in its place.

    Tab-separated: the text, a tab, the label; `article:42` in place of the text names an article of the archive. JSON
    lines: `{"text", "label"}`, with `title` if there is one, or `{"article": 42, "label"}`.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_json = next((line.lstrip().startswith("{") for line in lines if line.strip()), False)
    for number, line in enumerate(lines, 1):
        if not line.strip() or (number == 1 and tuple(p.strip().lower() for p in line.split("\t")) in _HEADINGS):
            continue
        try:
            yield _from_json(line) if is_json else _from_tabs(line)
        except InvalidInputError as error:
            yield InvalidInputError(
                f"line {number}: {error.message}", asked=line[:80], found=error.found[:80], do=error.do
            )


def agreed(rows: Iterable[Labelled]) -> tuple[list[Labelled], list[InvalidInputError]]:
    """One label a thing, the last one given; an error for each thing that was given two."""
    last: dict[str, Labelled] = {}
    problems = []
    for row in rows:
        before = last.get(row.key)
        if before and before.label != row.label:
            problems.append(
                InvalidInputError(
                    "the same text has two labels",
                    asked=(row.text or f"{ARTICLE}{row.article}")[:80],
                    found=f"{before.label}, then {row.label}",
                    do="the later one counts; take the wrong line out",
                )
            )
        last[row.key] = row
    return list(last.values()), problems


def write(rows: Iterable[Labelled]) -> Iterator[str]:
    """The lines of a JSON-lines file that `read` reads back."""
    for row in rows:
        said: dict[str, Any] = {"text": row.text} if row.article is None else {"article": row.article}
        yield json.dumps(said | {"label": row.label, "by": row.by}, ensure_ascii=False) + "\n"


def _from_tabs(line: str) -> Labelled:
    said, tab, label = line.rpartition("\t")
    if not tab:
        raise InvalidInputError("there is no tab between the text and its label", do="write the text, a tab, the label")
    if said.strip().startswith(ARTICLE):
        return _labelled("", label, article=said.strip().removeprefix(ARTICLE))
    return _labelled(said, label)


def _from_json(line: str) -> Labelled:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("this is not JSON", found=str(error)) from error
    if not isinstance(row, dict) or not isinstance(row.get("label"), str | int):
        raise InvalidInputError("a row needs a label", do='write {"text": ..., "label": ...}')
    if row.get("article") is not None:
        return _labelled("", str(row["label"]), article=str(row["article"]))
    parts = [row.get("title") or "", row.get("text") or ""]
    if not all(isinstance(part, str) for part in parts):
        raise InvalidInputError("the text is not a text", found=repr(parts)[:80])
    return _labelled("\n".join(part for part in parts if part), str(row["label"]), by=str(row.get("by") or "file"))


def _labelled(text: str, label: str, *, article: str | None = None, by: str = "file") -> Labelled:
    text, label = (part.replace("\0", " ").strip() for part in (text, label))
    if not label or len(label) > LONGEST_LABEL:
        raise InvalidInputError("the label is empty or too long", found=label, do=f"give 1 to {LONGEST_LABEL} signs")
    if article is not None:
        if not article.isdecimal() or len(article) > 18:
            raise InvalidInputError("this is no article's number", found=article, do="write article:42")
        return Labelled(label, article=int(article), by=by)
    if not text:
        raise InvalidInputError("there is no text before the label")
    return Labelled(label, text[:LONGEST_TEXT], by=by)
