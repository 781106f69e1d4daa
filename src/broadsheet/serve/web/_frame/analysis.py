"""What was read off one text, as the pages show it: beside an article, and for a text pasted in."""

from collections.abc import Mapping
from typing import Any

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.serve.web._frame.readings import marked_paragraphs

# Types of entities, in the order of the legend.
TYPES = ("person", "organisation", "place", "date", "amount", "other")
# What has a place of its own on the page; whatever else was read off a text is listed under its name.
_SHOWN = frozenset(
    {"language", "languages", "keywords", "entities", "topics", "sentiment", "summary", "reading_time"}
    | {"category", "comment"}
)
PASSAGE = 60  # characters: enough to know a passage by

# What a day or a figure may leave out.
_EXACT: dict[str, Any] = {"from": "", "to": "", "value": None, "unit": ""}


def analysis_values(article: Article, language: str) -> dict[str, Any]:
    """The template's values for an analysed article, labels in the page's `language`."""
    notes = article.annotations
    entities = notes.get("entities") or []
    return {
        "paragraphs": marked_paragraphs(article),
        "keywords": notes.get("keywords") or [],
        "topics": [{**row, "label": nlp.tag_label(row["id"], language)} for row in notes.get("topics") or []],
        "sentiment": notes.get("sentiment") or {},
        "summary": notes.get("summary") or [],
        "minutes": notes.get("reading_time"),
        "exact": [_EXACT | row for row in entities if row["type"] in ("date", "amount") and _resolved(row)],
        "quoted": [{"speaker": "", **row} for row in entities if row["type"] == "quotation"],
        "types": [kind for kind in TYPES if any(row["type"] == kind for row in entities)],
        "desk": _desk(notes.get("category") or {}, language),
        "comment": notes.get("comment") or {},
        "passages": _passages(article),
        "more": {name: value for name, value in notes.items() if name not in _SHOWN and _says(value)},
    }


def _desk(category: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The category with its name in the page's `language`; empty where there is none."""
    return {**category, "label": nlp.category_label(category["id"], language)} if category else {}


def _passages(article: Article) -> list[tuple[str, str]]:
    """(language, how its passage begins) of a text in several languages; nothing for one in a single language."""
    rows = article.annotations.get("languages") or []
    if len({row["language"] for row in rows}) < 2:
        return []
    return [(row["language"], article.text[row["start"] : row["end"]][:PASSAGE].strip()) for row in rows]


def _resolved(row: Mapping[str, Any]) -> bool:
    """Whether the row says more than its text: a day in the calendar, a figure with its unit."""
    return bool(row.get("from") or row.get("to") or row.get("value") is not None)


def _says(value: Any) -> bool:
    """Whether an analysis of another shape has something to show: a label, or rows of them."""
    if isinstance(value, Mapping):
        return bool(value.get("label"))
    return isinstance(value, list) and any(isinstance(row, Mapping) and row.get("label") for row in value)
