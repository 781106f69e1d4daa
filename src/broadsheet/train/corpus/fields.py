"""Which column or key of a row holds what: as the user says, else recognised by its name in Chinese or English."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.document import Document, joined

# The names a field goes by, best first, as data sets and newsroom exports have them. All in lower case.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "maintext", "story", "document", "prompt", "instruction", "question"),
        *("sentence", "source_text", "premise", "正文", "内容", "內容", "全文", "文本", "原文", "问题", "新闻内容"),
    ),
    "target": (
        *("target", "title", "headline", "summary", "translation", "answer", "response", "output", "completion"),
        *("chosen", "accepted", "hypothesis", "标题", "標題", "题目", "新闻标题", "摘要", "译文", "回答", "答案"),
    ),
    "refused": ("refused", "rejected", "拒绝"),
    "label": ("label", "class", "category", "topic", "标签", "標籤", "类别", "分类", "栏目"),
    "tags": ("tags", "tokens_and_tags"),
    "language": ("language", "lang", "语言", "語言"),
    "id": ("id", "doc_id", "document_id", "article_id", "uid", "guid", "编号"),
    "source": ("source", "outlet", "url", "来源", "來源"),
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the columns to read; an empty one is recognised by its name, "-" reads none.

    `tags` holds a list of [word, tag] pairs, or there are two lists beside each other, `tokens` and `ner_tags` or the
    like, named "words,tags".
    """

    text: str = ""
    target: str = ""
    refused: str = ""
    label: str = ""
    tags: str = ""
    language: str = ""
    id: str = ""
    source: str = ""


def found(names: Iterable[str], wanted: Fields) -> dict[str, str]:
    """Which of the columns `names` holds which field. Raises `InvalidInputError` when a wanted one is not there."""
    there = [name for name in names if name]
    by_key = {_key(name): name for name in reversed(there)}
    said = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    chosen: dict[str, str] = {}
    for field, name in said.items():
        if name and name != "-":
            chosen[field] = _named(name, there, field=field)
    taken = {part for name in chosen.values() for part in name.split(",")}
    for field, known in NAMES.items():
        if not said[field]:
            match = next((by_key[name] for name in known if name in by_key and by_key[name] not in taken), None)
            if match is not None:
                chosen[field] = match
                taken.add(match)
    return chosen


def document(row: Mapping[str, Any], columns: Mapping[str, str], *, source: str) -> Document:
    """The document in `row`. Raises `InvalidInputError` when there is neither text nor tagged words in it."""
    said = {field: _said(row.get(name)) for field, name in columns.items() if field != "tags"}
    tags = _tags(row, columns["tags"]) if columns.get("tags") else ()
    language = said.get("language", "")
    text = said.get("text", "") or joined(tags, language=language)
    if not text.strip():
        raise InvalidInputError(
            "there is no text in this row",
            asked=source,
            found=", ".join(map(str, row))[:200] or "nothing",
            do=f"name the column of the text, or call it {', '.join(NAMES['text'][:3])} or 正文",
        )
    return Document(
        text=joined(tags, language=language) if tags else text,
        id=said.get("id", ""),
        target=said.get("target", ""),
        refused=said.get("refused", ""),
        label=said.get("label", "").strip(),
        tags=tags,
        language=language,
        source=said.get("source", "") or source,
    )


def _named(name: str, there: list[str], *, field: str) -> str:
    parts = name.split(",") if field == "tags" else [name]
    missing = [part for part in parts if part not in there]
    if missing:
        raise InvalidInputError(f"there is no column for the {field} called {missing[0]!r}", asked=name, choices=there)
    return name


def _key(name: str) -> str:
    return "_".join(name.strip().lstrip("\ufeff").lower().replace("-", " ").split())


def _said(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else _listed(value)


def _listed(value: object) -> str:
    """A list of paragraphs as one text; numbers as they are written."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    return str(value) if isinstance(value, int | float) else ""


def _tags(row: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    words, comma, tags = name.partition(",")
    value = row.get(words)
    if comma:
        value = list(zip(_list(value), _list(row.get(tags)), strict=False))
    found = _list(value)
    if not all(isinstance(one, list | tuple) and len(one) == 2 for one in found):
        if words == "tags":  # an article's keywords go by that name too
            return ()
        raise InvalidInputError("tags are pairs of a word and its tag", asked=name, found=repr(value)[:80])
    return tuple((str(word), str(tag)) for word, tag in found if str(word).strip())


def _list(value: object) -> list[Any]:
    if isinstance(value, str) and value.lstrip().startswith("["):  # in a table, a list is written as JSON
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return list(value) if isinstance(value, list | tuple) else []
